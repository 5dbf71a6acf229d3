import type { ReactNode } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import type { ModelSummary } from '../../api/index.js';
import { useSetParameter } from '../data/parameters.js';
import { useHealth, useModels } from '../data/queries.js';
import { useMay } from '../data/role.js';
import { useStart } from '../data/start.js';
import { LinkButton, Button } from '../parts/actions/button.js';
import { Select, TextField } from '../parts/field.js';
import layout from '../parts/layout.module.css';
import { Empty, Failure, Loading } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { useTitle } from '../parts/title.js';
import { useWords } from '../words/words.js';
import { firstTry } from './first-try.js';
import styles from './models.module.css';

export function Models(): ReactNode {
  const { t } = useWords();
  useTitle(t.models.title);
  const { data, error, refetch } = useModels();
  if (error !== null && data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <div className={layout.stack}>
      <h1>{t.models.title}</h1>
      {data === undefined ? (
        <>
          <Loading height="short" />
          <Loading />
        </>
      ) : (
        <>
          {data.suggested === null ? null : <TryIt model={data.suggested} />}
          <List models={inOrder(data.models, data.suggested)} />
          {data.suggested === null ? null : (
            <TheSame
              command="tunewright quickstart"
              method="POST"
              path="/api/v1/runs"
              body={firstTry(data.suggested)}
            />
          )}
        </>
      )}
    </div>
  );
}

/** The one for a first try, then those that may be used as they are. */
const inOrder = (models: readonly ModelSummary[], suggested: string | null): ModelSummary[] => {
  const rank = ({ id, unusable }: ModelSummary): number => (id === suggested ? 0 : unusable.length === 0 ? 1 : 2);
  return [...models].sort((a, b) => rank(a) - rank(b));
};

/** On the stand-in the button starts at once; where money is spent it leads to the plan with its price first. */
function TryIt({ model }: { readonly model: string }): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  const start = useStart();
  const [, navigate] = useLocation();
  const may = useMay('operator');
  const free = health?.standIn === true;
  const press = (): void => {
    if (free) start.mutate(firstTry(model));
    else navigate(`/runs/new?model=${encodeURIComponent(model)}&data=sample`);
  };
  return (
    <section className={`${layout.card} ${styles.try}`} aria-labelledby="try">
      <h2 id="try">{t.models.tryTitle}</h2>
      <p>{free ? t.models.tryFree : t.models.tryPaid}</p>
      {start.error === null ? null : <Failure error={start.error} />}
      <div className={layout.row}>
        <Button
          look="main"
          onClick={press}
          disabled={!may || health === undefined || start.isPending}
          price={health === undefined ? undefined : free ? t.common.free : t.models.priceFirst}
        >
          {t.models.tryButton}
        </Button>
        <LinkButton to="/runs/new">{t.models.ownData}</LinkButton>
      </div>
    </section>
  );
}

function List({ models }: { readonly models: readonly ModelSummary[] }): ReactNode {
  const { t } = useWords();
  const [parameters, setParameters] = useSearchParams();
  const filter = (name: string): string => parameters.get(name) ?? '';
  const set = useSetParameter();
  const words = filter('q').toLowerCase().split(/\s+/);
  const shown = models.filter(
    ({ id, title, family, language }) =>
      words.every((word) => `${id} ${title}`.toLowerCase().includes(word)) &&
      (filter('family') === '' || family === filter('family')) &&
      (filter('lang') === '' || language === filter('lang')),
  );
  return (
    <>
      <div className={layout.fields} role="search">
        <TextField
          label={t.models.search}
          type="search"
          value={filter('q')}
          onChange={({ target }) => set('q', target.value)}
        />
        <Select
          label={t.models.family}
          value={filter('family')}
          onChange={({ target }) => set('family', target.value)}
          choices={choices(models, 'family', t.models.all)}
        />
        <Select
          label={t.models.language}
          value={filter('lang')}
          onChange={({ target }) => set('lang', target.value)}
          choices={choices(models, 'language', t.models.all)}
        />
      </div>
      <p className={layout.muted} role="status">
        {t.models.count(shown.length, models.length)}
      </p>
      {shown.length === 0 ? (
        <Empty why={t.models.none}>
          <Button onClick={() => setParameters({}, { replace: true })}>{t.models.clear}</Button>
        </Empty>
      ) : (
        <ul className={layout.grid}>
          {shown.map((model) => (
            <Card key={model.id} model={model} />
          ))}
        </ul>
      )}
    </>
  );
}

function choices(
  models: readonly ModelSummary[],
  member: 'family' | 'language',
  all: string,
): { value: string; text: string }[] {
  const values = [...new Set(models.map((model) => model[member]))].filter((value) => value !== null).sort();
  return [{ value: '', text: all }, ...values.map((value) => ({ value, text: value }))];
}

function Card({ model }: { readonly model: ModelSummary }): ReactNode {
  const { t, money } = useWords();
  const { id, title, language, family, version, training, standIn, deprecated, fineTunable, unusable } = model;
  const [why] = unusable;
  const facts = [family, language, `v${version}`].filter((fact) => fact !== null);
  return (
    <li className={`${layout.card} ${styles.card}`}>
      <div className={`${layout.stack} ${layout.tight}`}>
        <h2>
          <Link to={`/models/${encodeURIComponent(id)}`} className={styles.name}>
            {title}
          </Link>
        </h2>
        <code className={styles.id}>{id}</code>
        <div className={`${layout.muted} ${layout.small}`}>
          {facts.join(' · ')}
          {deprecated ? ` · ${t.models.deprecated}` : ''}
        </div>
        <div className={`${layout.small} ${layout.number}`}>
          {training === null
            ? t.models.priceUnknown
            : training.usdPerHour === 0
              ? t.models.trainsFree(training.instanceType)
              : t.models.trainsOn(training.instanceType, money(training.usdPerHour))}
        </div>
        {standIn ? <div className={`${layout.muted} ${layout.small}`}>{t.models.standIn}</div> : null}
        {why === undefined ? null : <div className={layout.small}>{t.rows.sentence(why)}</div>}
      </div>
      <div className={layout.row}>
        {fineTunable === false ? (
          <span className={layout.muted}>{t.models.notTunable}</span>
        ) : (
          <LinkButton to={`/runs/new?model=${encodeURIComponent(id)}`} aria-label={`${t.run.fineTune}: ${title}`}>
            {t.run.fineTune}
          </LinkButton>
        )}
      </div>
    </li>
  );
}
