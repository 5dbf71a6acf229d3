import type { ReactNode } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import type { CostEstimate } from '../../../../contract/run/plan.js';
import type { Started, StartRequest } from '../../../api/index.js';
import { useHealth } from '../../data/queries.js';
import { useMay } from '../../data/role.js';
import { Button } from '../../parts/actions/button.js';
import layout from '../../parts/layout.module.css';
import { Rows } from '../../parts/rows.js';
import { Failure, Problems, Warnings } from '../../parts/states.js';
import { TheSame } from '../../parts/actions/the-same.js';
import { useWords } from '../../words/words.js';
import type { Draft } from './request.js';
import type { usePlan } from './use-plan.js';

interface PlanCardProps {
  readonly draft: Draft;
  readonly plan: ReturnType<typeof usePlan>;
  readonly starting: UseMutationResult<Started, Error, StartRequest>;
}

/** What would be done and what it costs at most, beside the form at all times, with the button that does it. */
export function PlanCard({ draft, plan, starting }: PlanCardProps): ReactNode {
  const { t } = useWords();
  const { data, error, settled } = plan;
  const trains = draft.type === 'fineTune';
  const needsData = trains && draft.request.data === undefined;
  const price = usePrice(needsData ? null : (data?.cost ?? null));
  const may = useMay('operator');
  const ready = may && !needsData && settled && data?.problems.length === 0;
  return (
    <aside className={`${layout.card} ${layout.sticky}`} aria-labelledby="plan">
      <h2 id="plan">{t.newRun.plan}</h2>
      {needsData ? <p>{t.newRun.needsData}</p> : null}
      {!needsData && data === undefined && error === null ? <p className={layout.muted}>{t.newRun.planning}</p> : null}
      {needsData || data === undefined ? null : (
        <>
          <Cost cost={data.cost} />
          <div role="status" className={layout.stack}>
            {data.problems.length === 0 ? null : <strong>{t.newRun.problems(data.problems.length)}</strong>}
            <Problems problems={data.problems} />
          </div>
          <Warnings warnings={data.warnings} />
        </>
      )}
      {error === null ? null : <Failure error={error} again={() => void plan.refetch()} />}
      {starting.error === null ? null : <Failure error={starting.error} />}
      <Button type="submit" look="main" price={price} disabled={!ready || starting.isPending}>
        {trains ? t.run.fineTune : t.run.deploy}
      </Button>
      {needsData || data === undefined ? null : (
        <>
          <details>
            <summary>{t.newRun.details}</summary>
            <Rows rows={data.rows} />
          </details>
          <TheSame command={data.command} method="POST" path="/api/v1/runs" body={draft} />
        </>
      )}
    </aside>
  );
}

/** Behind the name of the button that spends. */
function usePrice(cost: CostEstimate | null): string | undefined {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  if (health?.standIn === true) return t.common.free;
  if (cost === null) return undefined;
  return cost.atMost === null ? t.models.priceUnknown : t.common.atMost(money(cost.atMost));
}

function Cost({ cost }: { readonly cost: CostEstimate | null }): ReactNode {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  if (health?.standIn === true) return <p>{t.newRun.freeHere}</p>;
  if (cost === null) return null;
  const { atMost, trainingLikely, trainingAtMost, endpointPerHour, endpointHours, notes } = cost;
  return (
    <div className={`${layout.stack} ${layout.tight}`}>
      <strong>{atMost === null ? t.newRun.costUnknown : t.common.atMost(money(atMost))}</strong>
      <dl className={layout.rows}>
        {trainingAtMost === null ? null : (
          <>
            <dt>{t.newRun.trainingCost}</dt>
            <dd>
              {t.common.atMost(money(trainingAtMost))}
              {trainingLikely === null ? '' : `, ${t.newRun.likely(money(trainingLikely))}`}
            </dd>
          </>
        )}
        {endpointPerHour === null || endpointHours === 0 ? null : (
          <>
            <dt>{t.newRun.endpointCost}</dt>
            <dd>{t.newRun.hoursAt(endpointHours, money(endpointPerHour))}</dd>
          </>
        )}
      </dl>
      {notes.map((note) => (
        <p key={note} className={`${layout.muted} ${layout.small}`}>
          {t.rows.sentence(note)}
        </p>
      ))}
    </div>
  );
}
