import type { ReactNode } from 'react';
import type { RunView } from '../../../api/index.js';
import { useHealth } from '../../data/queries.js';
import { useMay } from '../../data/role.js';
import { useStart } from '../../data/start.js';
import { DeployButton } from '../../parts/deploy-button.js';
import { Failure } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { defaultHours, deploymentOf } from '../first-try.js';

/** Has it a model that is not live yet? */
export const isDeployable = ({ running, artifact, endpoint }: RunView): boolean =>
  !running && artifact !== null && endpoint?.live !== true;

/** Makes the model of a run live that has ended; nothing for those who may not. */
export function DeployRun({ run, children }: { readonly run: RunView; readonly children: ReactNode }): ReactNode {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  const start = useStart();
  const may = useMay('operator');
  const usd = run.cost?.endpointPerHour ?? null;
  const free = health?.standIn === true;
  const price = free ? t.common.free : usd === null || usd === 0 ? t.models.priceUnknown : t.common.perHour(money(usd));
  const deploy = (): void => start.mutate(deploymentOf(run.run));
  if (!may) return null;
  return (
    <>
      <DeployButton
        look="main"
        price={price}
        free={free}
        pending={start.isPending}
        hours={defaultHours}
        deploy={deploy}
      >
        {children}
      </DeployButton>
      {start.error === null ? null : <Failure error={start.error} />}
    </>
  );
}
