import type { ReactNode } from 'react';
import type { RunView } from '../../../api/index.js';
import { useHealth } from '../../data/queries.js';
import { useMay } from '../../data/role.js';
import { useStart } from '../../data/start.js';
import { DeployButton } from '../../parts/actions/deploy-button.js';
import { useWords } from '../../words/words.js';
import { defaultHours, deploymentOf } from '../first-try.js';

/** It left a model, and that model is not live. */
export const isDeployable = ({ running, artifact, endpoint }: RunView): boolean =>
  !running && artifact !== null && endpoint?.live !== true;

interface DeployRunProps {
  readonly run: RunView;
  readonly children: ReactNode;
}

/** Makes the model of a run live, with the price of that. */
export function DeployRun({ run, children }: DeployRunProps): ReactNode {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  const may = useMay('operator');
  const start = useStart();
  const usd = run.cost?.endpointPerHour ?? null;
  const free = health?.standIn === true;
  const price = free ? t.common.free : usd === null || usd === 0 ? t.models.priceUnknown : t.common.perHour(money(usd));
  return (
    <DeployButton
      look="main"
      price={price}
      free={free}
      disabled={!may}
      pending={start.isPending}
      hours={defaultHours}
      deploy={() => start.mutate(deploymentOf(run))}
      error={start.error}
    >
      {children}
    </DeployButton>
  );
}
