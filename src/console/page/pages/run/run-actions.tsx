import type { ReactNode } from 'react';
import { useState } from 'react';
import type { RunView } from '../../../api/index.js';
import { call } from '../../data/fetch.js';
import { cache } from '../../data/queries.js';
import { useMay } from '../../data/role.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../parts/actions/button.js';
import { Confirm } from '../../parts/actions/confirm.js';
import { GoButton } from '../../parts/actions/go-button.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import { DeployRun, isDeployable } from './deploy-run.js';

/** What can be done with a run as it stands: its model made live, the same again, an end to it. */
export function RunActions({ run }: { readonly run: RunView }): ReactNode {
  const { t } = useWords();
  const { running, request } = run;
  const may = useMay('operator');
  const deployable = isDeployable(run);
  if (!may || (!running && !deployable && request === null)) return null;
  return (
    <div className={layout.row}>
      {deployable ? <DeployRun run={run}>{t.run.deploy}</DeployRun> : null}
      {request === null ? null : (
        <GoButton to={`/runs/new?from=${encodeURIComponent(run.run)}`}>{t.run.again}</GoButton>
      )}
      {running ? <Cancel run={run} /> : null}
    </div>
  );
}

function Cancel({ run: { run, cancelling: asked } }: { readonly run: RunView }): ReactNode {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const cancelling = useAction({
    mutationFn: () => call('POST', `/api/v1/runs/${encodeURIComponent(run)}/cancel`),
    onSuccess: () => {
      setAsking(false);
      return cache.invalidateQueries({ queryKey: ['run', run] });
    },
  });
  return (
    <>
      {asking ? null : (
        <Button
          look="danger"
          disabled={asked || cancelling.isPending || cancelling.isSuccess}
          onClick={() => setAsking(true)}
        >
          {asked || cancelling.isSuccess ? t.run.cancelling : t.run.cancel}
        </Button>
      )}
      <Confirm
        open={asking}
        title={t.run.cancelQuestion}
        text={t.run.cancelWhat}
        close={() => setAsking(false)}
        error={cancelling.error}
      >
        <Button look="danger" disabled={cancelling.isPending} onClick={() => cancelling.mutate()}>
          {t.run.cancel}
        </Button>
      </Confirm>
    </>
  );
}
