import { Hand } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Decided, DecisionRequest, Gate, ViewRow } from '../../../api/index.js';
import { call, CallError } from '../../data/fetch.js';
import { cache } from '../../data/queries.js';
import { useAction } from '../../data/use-action.js';
import { Button } from '../../parts/actions/button.js';
import { TextField } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { Rows } from '../../parts/rows.js';
import { Failure } from '../../parts/states.js';
import { Time } from '../../parts/time.js';
import { useWords } from '../../words/words.js';
import styles from './run.module.css';

interface GateCardProps {
  readonly run: string;
  readonly gate: Gate;
  /** Somebody else's decision came first. */
  readonly tooLate: () => void;
}

/**
 * What waits for a decision: the evidence, then the buttons. A report that changes while somebody reads is not put in place of what they
 * read: they are told, and the digest that is sent is the one on screen.
 */
export function GateCard({ run, gate, tooLate }: GateCardProps): ReactNode {
  const { t } = useWords();
  const [read, setRead] = useState(gate);
  const [reason, setReason] = useState('');
  const path = `/api/v1/runs/${encodeURIComponent(run)}/decisions`;
  const deciding = useAction({
    mutationFn: (request: DecisionRequest) => call<Decided>('POST', path, request),
    onError: (error) => {
      if (error instanceof CallError && error.status === 409) tooLate();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['run', run] }),
  });
  const outdated = deciding.error instanceof CallError && deciding.error.status === 409;
  const changed = read.digest !== gate.digest;
  const showNew = (): void => {
    setRead(gate);
    deciding.reset();
  };
  const decide = (decision: DecisionRequest['decision']): void =>
    deciding.mutate({
      gate: gate.gate,
      decision,
      ...(read.digest === null ? {} : { digest: read.digest }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
  const busy = deciding.isPending || deciding.isSuccess;
  return (
    <section className={`${layout.card} ${layout.waits}`} aria-labelledby={`gate-${gate.gate}`}>
      <h2 id={`gate-${gate.gate}`} className={styles.title}>
        <Hand size={18} aria-hidden />
        {t.gate.questions[gate.gate]}
      </h2>
      {gate.because === null ? null : <p>{t.rows.sentence(gate.because)}</p>}
      {changed ? (
        <div className={layout.row} role="alert">
          <strong>{t.gate.changed}</strong>
          <Button onClick={showNew}>{t.gate.showNew}</Button>
        </div>
      ) : null}
      <div className={styles.decide}>
        <div className={styles.evidence} tabIndex={0} role="region" aria-label={t.gate.evidence}>
          <Evidence rows={read.rows} />
        </div>
        <div className={layout.stack}>
          <TextField
            label={t.gate.reason}
            help={t.gate.reasonHelp}
            value={reason}
            maxLength={1_000}
            onChange={({ target }) => setReason(target.value)}
          />
          <div className={styles.both}>
            <Button look="main" disabled={!gate.mayDecide || busy} onClick={() => decide('approve')}>
              {t.gate.approve}
            </Button>
            <Button disabled={!gate.mayDecide || busy} onClick={() => decide('reject')}>
              {t.gate.reject}
            </Button>
          </div>
          {gate.whyNot === null ? null : <p>{t.rows.problem(gate.whyNot)}</p>}
          <p className={`${layout.muted} ${layout.small}`}>
            {gate.deadline === null ? null : (
              <>
                {t.gate.until} <Time iso={gate.deadline} />
                {' · '}
              </>
            )}
            {gate.quorum > 1 ? `${t.gate.quorum(gate.approvals.length, gate.quorum)} · ` : ''}
            {read.digest === null ? null : (
              <>
                {t.gate.digest} <code>{read.digest}</code>
              </>
            )}
          </p>
        </div>
      </div>
      {outdated && changed ? <p role="alert">{t.gate.outdated}</p> : null}
      {deciding.error === null || (outdated && changed) ? null : <Failure error={deciding.error} />}
    </section>
  );
}

/** What decides at a glance. */
const telling: readonly string[] = ['score', 'metric', 'live'];

/**
 * What decides at a glance first; the last epochs are one press away, and as curves below. The digest of the report stands beside the buttons
 * already.
 */
function Evidence({ rows }: { readonly rows: readonly ViewRow[] }): ReactNode {
  const { t } = useWords();
  const isEpoch = ({ title }: ViewRow): boolean => title === 'epoch';
  const isTelling = ({ title }: ViewRow): boolean => telling.includes(title);
  const epochs = rows.filter(isEpoch);
  const others = rows.filter((row) => !isEpoch(row) && row.title !== 'report');
  const ordered = [...others.filter(isTelling), ...others.filter((row) => !isTelling(row))];
  return (
    <div className={layout.stack}>
      <Rows rows={ordered} />
      {epochs.length === 0 ? null : (
        <details>
          <summary>{t.gate.epochs(epochs.length)}</summary>
          <Rows rows={epochs} />
        </details>
      )}
    </div>
  );
}
