import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { EndpointView } from '../../api/index.js';
import { call } from '../data/fetch.js';
import { cache, useEndpoint, useModelTitle } from '../data/queries.js';
import { useMay } from '../data/role.js';
import { useAction } from '../data/use-action.js';
import { Button, LinkButton } from '../parts/actions/button.js';
import { Confirm } from '../parts/actions/confirm.js';
import { EndpointStatus } from '../parts/endpoint-status.js';
import { Extend } from '../parts/actions/extend.js';
import { TextField } from '../parts/field.js';
import layout from '../parts/layout.module.css';
import { usePricePerHour } from '../parts/price.js';
import { ModelLink } from '../parts/model-link.js';
import { TemporalLink } from '../parts/temporal-link.js';
import { Rows } from '../parts/rows.js';
import { Failure, isNotThere, Loading, NotThere, Warnings } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { Time } from '../parts/time.js';
import { useTitle } from '../parts/title.js';
import { TryIt } from '../parts/try-it.js';
import { useWords } from '../words/words.js';
import { EarlierRuns } from './earlier-runs.js';
import { Evaluate } from './evaluate.js';

export function EndpointPage(): ReactNode {
  const { name = '' } = useParams<{ name: string }>();
  const { t } = useWords();
  useTitle(name);
  const { data, error, refetch } = useEndpoint(name);
  if (data !== undefined) return <Details key={name} endpoint={data} />;
  if (isNotThere(error)) {
    return (
      <NotThere title={name} why={t.endpoint.gone}>
        <LinkButton to="/endpoints">{t.endpoints.title}</LinkButton>
      </NotThere>
    );
  }
  return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
}

function Details({ endpoint }: { readonly endpoint: EndpointView }): ReactNode {
  const { t } = useWords();
  const price = usePricePerHour();
  const { name, status, usdPerHour, expiresAt, run, model, notes, failureReason, sample, keeper, ui, commands } =
    endpoint;
  const title = useModelTitle(model);
  const live = status === 'InService' || status === 'Updating';
  return (
    <div className={layout.stack}>
      <header className={`${layout.stack} ${layout.tight}`}>
        <div className={layout.row}>
          <h1>{name}</h1>
          <EndpointStatus status={status} />
        </div>
        <div className={`${layout.row} ${layout.muted} ${layout.number}`}>
          <span>{price(usdPerHour)}</span>
          <span>
            {expiresAt === null ? (
              t.endpoint.stays
            ) : (
              <>
                {t.endpoint.ends} <Time iso={expiresAt} />
              </>
            )}
          </span>
          {run === null ? null : <Link to={`/runs/${encodeURIComponent(run)}`}>{run}</Link>}
          {model === null ? null : <ModelLink id={model} title={title ?? model} />}
          <TemporalLink ui={ui} />
        </div>
      </header>
      {failureReason === null ? null : (
        <section className={`${layout.card} ${layout.failed}`}>
          <h2>{t.endpoint.failed}</h2>
          <p className={layout.muted}>{t.endpoint.awsSays}</p>
          <pre>{failureReason}</pre>
        </section>
      )}
      {live ? <TryIt endpoint={name} sample={sample} /> : <p>{t.endpoint.notYet}</p>}
      <div className={layout.row}>
        {keeper === true ? <Extend endpoint={name} /> : null}
        <Delete endpoint={endpoint} />
      </div>
      <Warnings warnings={notes} />
      {live ? <Evaluate endpoint={name} /> : null}
      <section className={layout.card}>
        <h2>{t.endpoint.details}</h2>
        <Rows rows={endpoint.rows} />
      </section>
      <EarlierRuns endpoint={endpoint} />
      <TheSame
        command={[commands.predict, commands.extend, commands.delete, commands.runs].join('\n')}
        method="POST"
        path={`/api/v1/endpoints/${encodeURIComponent(name)}/predictions`}
        body={{ texts: [sample?.text ?? 'a stirring, funny film'] }}
      />
    </div>
  );
}

/** So long after it was made nobody but who made it has taken it up. */
const freshMilliseconds = 10 * 60_000;

/** Who asks an endpoint is known to CloudWatch alone: one that has served for a while may have users, and is not deleted by a slip. */
const mayHaveUsers = ({ status, createdAt }: EndpointView): boolean =>
  status !== 'Creating' &&
  status !== 'Failed' &&
  (createdAt === null || Date.now() - Date.parse(createdAt) > freshMilliseconds);

function Delete({ endpoint }: { readonly endpoint: EndpointView }): ReactNode {
  const { t } = useWords();
  const { name, status } = endpoint;
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const may = useMay('operator');
  const deletion = useAction({
    mutationFn: () => call('DELETE', `/api/v1/endpoints/${encodeURIComponent(name)}`),
    onSuccess: async () => {
      setAsking(false);
      await cache.invalidateQueries({ queryKey: ['endpoints'] });
      navigate('/endpoints');
    },
  });
  const asksName = mayHaveUsers(endpoint);
  return (
    <>
      {asking ? null : (
        <Button
          look="danger"
          disabled={!may || status === 'Deleting' || deletion.isPending}
          onClick={() => {
            setTyped('');
            setAsking(true);
          }}
        >
          {t.endpoint.delete}
        </Button>
      )}
      <Confirm
        open={asking}
        title={t.endpoint.deleteQuestion(name)}
        text={t.endpoint.deleteWhat}
        close={() => setAsking(false)}
        error={deletion.error}
        typed={
          asksName ? (
            <TextField
              label={t.endpoint.deleteName}
              help={t.endpoint.deleteNameWhy}
              value={typed}
              autoComplete="off"
              onChange={({ target }) => setTyped(target.value)}
            />
          ) : null
        }
      >
        <Button
          look="danger"
          disabled={deletion.isPending || (asksName && typed.trim() !== name)}
          onClick={() => deletion.mutate()}
        >
          {t.endpoint.delete}
        </Button>
      </Confirm>
    </>
  );
}
