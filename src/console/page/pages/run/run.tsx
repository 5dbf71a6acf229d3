import { CircleSlash, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { lazy, Suspense, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { RunView } from '../../../api/index.js';
import { useHealth, useLiveRun, useModelTitle } from '../../data/queries.js';
import { LinkButton } from '../../parts/actions/button.js';
import { Copy } from '../../parts/actions/copy.js';
import layout from '../../parts/layout.module.css';
import { ModelLink } from '../../parts/model-link.js';
import { TemporalLink } from '../../parts/temporal-link.js';
import { PhaseStatus } from '../../parts/phase-status.js';
import { Rows } from '../../parts/rows.js';
import { Failure, isNotThere, Loading, NotThere, Warnings } from '../../parts/states.js';
import { TheSame } from '../../parts/actions/the-same.js';
import { Status } from '../../parts/status.js';
import { Time, useNow } from '../../parts/time.js';
import { useTitle } from '../../parts/title.js';
import { TryIt } from '../../parts/try-it.js';
import { useWords } from '../../words/words.js';
import { Evaluate } from '../evaluate.js';
import { GateCard } from './gate-card.js';
import { HeldOut } from './held-out.js';
import { LogTail } from './log-tail.js';
import { isOpen, phaseOf } from './phase-of.js';
import { Phases } from './phases.js';
import { RunActions } from './run-actions.js';
import styles from './run.module.css';
import { Steps } from './steps.js';

const Curves = lazy(async () => ({ default: (await import('./curves.js')).Curves }));

export function RunPage(): ReactNode {
  const { id = '' } = useParams<{ id: string }>();
  const { t } = useWords();
  const { data, error, refetch } = useLiveRun(id);
  const waits = data?.gates.some(isOpen) ?? false;
  useTitle(waits ? t.run.waitsTitle(id) : id);
  if (data !== undefined) return <Details key={id} run={data} />;
  if (isNotThere(error)) {
    return (
      <NotThere title={id} why={t.run.missing}>
        <LinkButton to="/runs">{t.runs.title}</LinkButton>
      </NotThere>
    );
  }
  return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
}

function Details({ run }: { readonly run: RunView }): ReactNode {
  const { t } = useWords();
  const { gates, epochs, endpoint, warnings, notes, failure, worker, running, standIn } = run;
  const [late, setLate] = useState<string | null>(null);
  return (
    <div className={layout.stack}>
      <Head run={run} />
      <Phases phases={run.phases} />
      {worker || !running ? null : <p className={layout.card}>{t.run.noWorker}</p>}
      {failure === null ? null : <WhatFailed failure={failure} running={running} />}
      {gates.filter(isOpen).map((gate) => (
        <GateCard key={gate.gate} run={run.run} gate={gate} tooLate={() => setLate(gate.gate)} />
      ))}
      {gates
        .filter((gate) => !isOpen(gate) && gate.gate === late)
        .map((gate) => (
          <p key={gate.gate} className={layout.card} role="alert">
            {t.gate.tooLate} {t.rows.sentence(gate.text)}
          </p>
        ))}
      {endpoint?.live ? <TryIt endpoint={endpoint.name} sample={run.samples[0] ?? null} /> : null}
      <RunActions run={run} />
      <div className={styles.columns}>
        <div className={layout.stack}>
          {epochs.length === 0 ? null : (
            <Suspense fallback={<Loading />}>
              <Curves epochs={epochs} />
            </Suspense>
          )}
          {run.type === 'fineTune' ? <LogTail run={run} /> : null}
          {run.heldOut === null ? null : <HeldOut score={run.heldOut} />}
          {endpoint?.live ? <Evaluate endpoint={endpoint.name} /> : null}
          {run.rows.length === 0 ? null : (
            <section className={layout.card}>
              <h2>{t.run.soFar}</h2>
              <Rows rows={run.rows} />
            </section>
          )}
          {gates
            .filter((gate) => !isOpen(gate))
            .map((gate) => (
              <section key={gate.gate} className={layout.card}>
                <h2>{t.gate.names[gate.gate]}</h2>
                <p>{t.rows.sentence(gate.text)}</p>
              </section>
            ))}
        </div>
        <div className={layout.stack}>
          <Steps steps={run.steps} />
          <Warnings warnings={[...warnings, ...notes].filter((warning) => warning !== standIn)} />
          {run.planRows.length === 0 ? null : (
            <details className={layout.card}>
              <summary>{t.newRun.plan}</summary>
              <Rows rows={run.planRows} />
            </details>
          )}
        </div>
      </div>
      <TheSame
        command={`tunewright runs show ${run.run}`}
        method="GET"
        path={`/api/v1/runs/${encodeURIComponent(run.run)}`}
      />
    </div>
  );
}

function Head({ run }: { readonly run: RunView }): ReactNode {
  const { t, money, duration } = useWords();
  const now = useNow(1_000);
  const { data: health } = useHealth();
  const model = useModelTitle(run.model?.id ?? null);
  const { spending, startedAt, closedAt, startedBy, ui, standIn } = run;
  const spent = spending === null ? null : (spending.training ?? 0) + (spending.endpoint ?? 0);
  const unknown = spending !== null && spending.training === null && spending.endpoint === null;
  const took = duration((closedAt === null ? now : Date.parse(closedAt)) - Date.parse(startedAt));
  const cost = health?.standIn ? t.common.free : unknown || spent === null ? null : t.run.spent(money(spent));
  return (
    <header className={`${layout.stack} ${layout.tight}`}>
      <div className={layout.row}>
        <h1>{run.run}</h1>
        {run.cancelling ? <Status kind="idle">{t.run.cancelling}</Status> : <PhaseStatus phase={phaseOf(run)} />}
        <Copy text={run.run} label={t.run.copyName} />
      </div>
      <div className={`${layout.row} ${layout.muted} ${layout.number}`}>
        {run.worker || run.running ? null : <span>{t.rows.note(run.headline)}</span>}
        <span>{took}</span>
        {cost === null ? null : <span>{cost}</span>}
        <span>
          {t.run.started} <Time iso={startedAt} />
          {startedBy === null ? '' : ` ${t.run.by(startedBy)}`}
        </span>
        {run.model === null ? null : <ModelLink id={run.model.id} title={model ?? run.model.id} />}
        {run.endpoint === null ? null : (
          <Link to={`/endpoints/${encodeURIComponent(run.endpoint.name)}`}>{t.run.itsEndpoint(run.endpoint.name)}</Link>
        )}
        <TemporalLink ui={ui} />
      </div>
      {standIn === null ? null : <p className={`${layout.muted} ${layout.small}`}>{t.rows.sentence(standIn)}</p>}
    </header>
  );
}

interface WhatFailedProps {
  readonly failure: NonNullable<RunView['failure']>;
  /** It is still taking back what it made. */
  readonly running: boolean;
}

function WhatFailed({ failure, running }: WhatFailedProps): ReactNode {
  const { t } = useWords();
  // What people decided is no trouble.
  const isRejected = failure.type === 'GateRejected';
  const what = t.rows.failure(failure.type);
  const Icon = isRejected ? CircleSlash : OctagonX;
  return (
    <section className={`${layout.card} ${isRejected ? '' : layout.failed}`} aria-labelledby="failed">
      <h2 id="failed" className={layout.row}>
        <Icon size={18} aria-hidden />
        {isRejected ? t.run.rejected : t.run.failed(failure.type)}
      </h2>
      {what === null ? null : (
        <p>
          {what} {t.rows.whatToDo(failure.type)}
        </p>
      )}
      {isRejected ? null : <p className={layout.muted}>{t.run.inFull}</p>}
      <pre>{t.rows.note(failure.message)}</pre>
      <p>{running ? t.run.undoing : t.run.undone}</p>
      <div>
        <Copy text={`${failure.type}: ${failure.message}`} />
      </div>
    </section>
  );
}
