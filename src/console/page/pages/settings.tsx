import { CircleCheck, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Check, Health } from '../../api/index.js';
import type { SweepResult } from '../../../contract/sweep.js';
import { call } from '../data/fetch.js';
import { useHealth } from '../data/queries.js';
import { signOut } from '../data/session.js';
import { useMay } from '../data/role.js';
import { useAction } from '../data/use-action.js';
import { Button } from '../parts/actions/button.js';
import { Confirm } from '../parts/actions/confirm.js';
import { Copy } from '../parts/actions/copy.js';
import { Check as Tick } from '../parts/field.js';
import layout from '../parts/layout.module.css';
import { Failure, Loading } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { useTitle } from '../parts/title.js';
import { keysAreOn, switchKeys } from '../shell/keys.js';
import { useWords } from '../words/words.js';
import styles from './settings.module.css';

export function Settings(): ReactNode {
  const { t } = useWords();
  useTitle(t.settings.title);
  const { data, error, refetch, isFetching } = useHealth();
  const [, navigate] = useLocation();
  return (
    <div className={layout.stack}>
      <h1>{t.settings.title}</h1>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : null}
      {data === undefined ? null : <Doctor health={data} />}
      <div className={layout.row}>
        <Button disabled={isFetching} onClick={() => void refetch()}>
          {t.settings.again}
        </Button>
      </div>
      <Leftovers />
      {data === undefined ? null : (
        <section className={layout.card}>
          <h2>{t.settings.about}</h2>
          <dl className={layout.rows}>
            <dt>Tunewright</dt>
            <dd>{data.version}</dd>
            <dt>{t.settings.user}</dt>
            <dd>{data.user === undefined ? '–' : `${data.user.name} · ${t.roles[data.user.role]}`}</dd>
            <dt>{t.settings.timeZone}</dt>
            <dd>{Intl.DateTimeFormat().resolvedOptions().timeZone}</dd>
          </dl>
          <KeysChoice />
          <div>
            <Button onClick={() => void signOut().then(() => navigate('/login'))}>{t.settings.signOut}</Button>
          </div>
        </section>
      )}
      <TheSame command="tunewright doctor" method="GET" path="/api/v1/health" />
    </div>
  );
}

const order = ['failed', 'warning', 'ok'];
const icons = { failed: OctagonX, warning: TriangleAlert, ok: CircleCheck };

function Doctor({ health }: { readonly health: Health }): ReactNode {
  const { t } = useWords();
  const checks = [...health.checks].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const well = checks.every(({ state }) => state === 'ok');
  return (
    <section className={layout.card} aria-labelledby="doctor">
      <h2 id="doctor">{t.settings.doctor}</h2>
      {well ? <p>{t.settings.allWell}</p> : null}
      <ul className={layout.stack}>
        {checks.map((check) => (
          <Line key={check.name} check={check} />
        ))}
      </ul>
    </section>
  );
}

function Line({ check }: { readonly check: Check }): ReactNode {
  const { t } = useWords();
  const { name, state, text, remedy } = check;
  const Icon = icons[state];
  return (
    <li className={styles.check}>
      <span className={styles[state]}>
        <Icon size={16} role="img" aria-label={t.settings.states[state]} />
      </span>
      <div>
        <strong>{t.settings.checks[name] ?? name}</strong> {t.rows.sentence(text)}
        {remedy === null ? null : (
          <div className={layout.row}>
            <span className={layout.muted}>{t.rows.sentence(remedy)}</span>
            <Copy text={remedy} />
          </div>
        )}
      </div>
    </li>
  );
}

function KeysChoice(): ReactNode {
  const { t } = useWords();
  const [on, setOn] = useState(keysAreOn);
  const change = (chosen: boolean): void => {
    switchKeys(chosen);
    setOn(chosen);
  };
  return <Tick label={t.settings.keys} checked={on} onChange={({ target }) => change(target.checked)} />;
}

/** What runs have left behind: looked for on demand, deleted after a question. */
function Leftovers(): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  const may = useMay('operator');
  const [asking, setAsking] = useState(false);
  const sweeping = useAction({
    mutationFn: (remove: boolean) =>
      call<SweepResult>('POST', '/api/v1/sweeps', remove ? { delete: true, region: health?.region } : {}),
    onSuccess: () => setAsking(false),
  });
  const result = sweeping.data;
  const found = result !== undefined && result.leftovers.length > 0 && result.deleted.length === 0;
  return (
    <section className={layout.card} aria-labelledby="leftovers">
      <h2 id="leftovers">{t.settings.leftovers}</h2>
      <p>{t.settings.leftoversWhat}</p>
      <div className={layout.row}>
        <Button disabled={!may || sweeping.isPending} onClick={() => sweeping.mutate(false)}>
          {t.settings.look}
        </Button>
        {found && !asking ? (
          <Button look="danger" onClick={() => setAsking(true)}>
            {t.settings.sweep}
          </Button>
        ) : null}
      </div>
      <div role="status" className={layout.stack}>
        {sweeping.isPending ? t.common.loading : null}
        {result === undefined ? null : result.leftovers.length === 0 ? <p>{t.settings.nothingLeft}</p> : null}
        {result === undefined ? null : (
          <ul>
            {result.leftovers.map(({ kind, name, because }) => (
              <li key={`${kind} ${name}`}>
                {kind} <code>{name}</code>: {result.deleted.includes(name) ? t.settings.deleted : because}
              </li>
            ))}
          </ul>
        )}
      </div>
      {sweeping.error === null || asking ? null : <Failure error={sweeping.error} />}
      <Confirm
        open={asking}
        title={t.settings.sweepQuestion(result?.leftovers.length ?? 0)}
        text={t.settings.sweepWhat}
        close={() => setAsking(false)}
        error={sweeping.error}
      >
        <Button look="danger" disabled={sweeping.isPending} onClick={() => sweeping.mutate(true)}>
          {t.settings.sweep}
        </Button>
      </Confirm>
    </section>
  );
}
