import { Boxes, CalendarClock, Eye, Layers, ListChecks, Scale, Settings, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useHealth, useLive, useRuns, useWatch } from '../data/queries.js';
import { useMay } from '../data/role.js';
import { useWords } from '../words/words.js';
import { useKeys } from './keys.js';
import { LanguageChoice, ThemeChoice } from './preferences.js';
import styles from './shell.module.css';

/** What is around every page: where one is, whose account it is, what waits, and whether the data is live. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useWords();
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useWatch('health');
  useKeys();
  useEffect(() => {
    // A new page is read from its start; the first one keeps the focus where the browser put it.
    if (!first.current) main.current?.focus({ preventScroll: true });
    if (!first.current) window.scrollTo(0, 0);
    first.current = false;
  }, [location]);
  return (
    <>
      <a href="#main" className={styles.skip}>
        {t.shell.skip}
      </a>
      <Top />
      <NoWorker />
      <LooksOnly />
      <div className={styles.body}>
        <Navigation />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
    </>
  );
}

function Top(): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  const place =
    health === undefined
      ? null
      : health.standIn
        ? t.shell.standIn
        : [health.account ?? t.shell.noAccount, health.region ?? t.shell.noRegion].join(' · ');
  return (
    <header className={styles.top}>
      <Link to="/models" className={styles.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        Tunewright
      </Link>
      {place === null ? null : <span className={styles.place}>{place}</span>}
      <div className={styles.right}>
        <Liveness />
        {health?.user === undefined ? null : (
          <span className={styles.user}>
            {health.user.name} · {t.roles[health.user.role]}
          </span>
        )}
        <LanguageChoice />
        <ThemeChoice />
      </div>
    </header>
  );
}

function Liveness(): ReactNode {
  const { t, clock } = useWords();
  const { state, lastWord } = useLive();
  return (
    <span className={styles.live} role="status">
      {state === 'live' ? (
        <>
          <span className={styles.dot} aria-hidden />
          <span className={styles.liveWord}>{t.shell.live}</span>
        </>
      ) : null}
      {state === 'lost' ? (
        <>
          <TriangleAlert size={14} aria-hidden />
          {lastWord === null ? t.shell.reconnecting : t.shell.reconnectingSince(clock(lastWord))}
        </>
      ) : null}
    </span>
  );
}

function NoWorker(): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  if (health === undefined || (health.temporal.answers && health.worker)) return null;
  return (
    <div className={styles.banner} role="status">
      <TriangleAlert size={16} aria-hidden />
      {health.temporal.answers ? t.shell.noWorker : t.shell.noTemporal(health.temporal.address)}
    </div>
  );
}

/** Before the first press that would be refused. */
function LooksOnly(): ReactNode {
  const { t } = useWords();
  if (useMay('operator')) return null;
  return (
    <div className={`${styles.banner} ${styles.quiet}`}>
      <Eye size={16} aria-hidden />
      {t.shell.looksOnly}
    </div>
  );
}

const pages = [
  { path: '/models', word: 'models', Icon: Boxes },
  { path: '/runs', word: 'runs', Icon: ListChecks },
  { path: '/compare', word: 'compare', Icon: Scale },
  { path: '/endpoints', word: 'endpoints', Icon: Layers },
  { path: '/schedules', word: 'schedules', Icon: CalendarClock },
  { path: '/settings', word: 'settings', Icon: Settings },
] as const;

function Navigation(): ReactNode {
  const { t } = useWords();
  const [location] = useLocation();
  return (
    <nav className={styles.nav} aria-label={t.shell.navigation}>
      <ul>
        {pages.map(({ path, word, Icon }) => (
          <li key={path}>
            <Link to={path} className={styles.item} {...(location.startsWith(path) ? { 'aria-current': 'page' } : {})}>
              <Icon size={16} aria-hidden />
              {t.shell.pages[word]}
            </Link>
            {word === 'runs' && location !== '/runs' ? <Waiting /> : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}

const waitingRuns = { phase: 'approve', limit: '5' };

/** What waits for a decision: one press leads to it, the next one decides. */
function Waiting(): ReactNode {
  const { t } = useWords();
  const { data } = useRuns(waitingRuns);
  const runs = data?.runs ?? [];
  const [only, ...more] = runs;
  if (only === undefined) return null;
  // The counts come later than the list.
  const count = Math.max(runs.length, data?.counts?.waiting ?? 0);
  const to = more.length === 0 ? `/runs/${encodeURIComponent(only.run)}` : '/runs?phase=approve';
  return (
    <Link to={to} className={styles.badge} aria-label={t.shell.waiting(count)} title={t.shell.waiting(count)}>
      {count}
    </Link>
  );
}
