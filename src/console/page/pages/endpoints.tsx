import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { EndpointSummary } from '../../api/index.js';
import { useEndpoints, useHealth } from '../data/queries.js';
import { LinkButton } from '../parts/actions/button.js';
import { EndpointStatus } from '../parts/endpoint-status.js';
import { Extend } from '../parts/actions/extend.js';
import layout from '../parts/layout.module.css';
import { Empty, Failure, Loading } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { Time } from '../parts/time.js';
import { useTitle } from '../parts/title.js';
import { useWords } from '../words/words.js';
import styles from './runs.module.css';

export function Endpoints(): ReactNode {
  const { t, money } = useWords();
  useTitle(t.endpoints.title);
  const { data, error, refetch } = useEndpoints();
  const { data: health } = useHealth();
  return (
    <div className={layout.stack}>
      <div className={`${layout.row} ${layout.spread}`}>
        <h1>{t.endpoints.title}</h1>
        <div className={layout.row}>
          <LinkButton to="/runs?phase=done">{t.endpoints.deployRun}</LinkButton>
          <LinkButton to="/models">{t.endpoints.deployPretrained}</LinkButton>
        </div>
      </div>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : null}
      {data === undefined ? null : data.endpoints.length === 0 ? (
        <Empty why={t.endpoints.empty} />
      ) : (
        <>
          <p className={layout.number}>
            {health?.standIn
              ? t.endpoints.sumFree(data.endpoints.length)
              : data.usdPerHour === null
                ? t.endpoints.sumUnknown(data.endpoints.length)
                : t.endpoints.sum(data.endpoints.length, money(data.usdPerHour), money(data.usdPerHour * 24))}
          </p>
          <Table endpoints={data.endpoints} />
        </>
      )}
      <TheSame command="tunewright endpoints list" method="GET" path="/api/v1/endpoints" />
    </div>
  );
}

const Table = ({ endpoints }: { readonly endpoints: readonly EndpointSummary[] }): ReactNode => {
  const { t } = useWords();
  return (
    <table className={`${layout.gridTable} ${styles.table}`}>
      <caption className="hidden">{t.endpoints.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.runs.name}</th>
          <th scope="col">{t.endpoints.status}</th>
          <th scope="col">{t.endpoints.model}</th>
          <th scope="col" className={styles.figure}>
            {t.endpoints.perHour}
          </th>
          <th scope="col">{t.endpoints.ends}</th>
          <th scope="col">
            <span className="hidden">{t.endpoint.extend}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Line key={endpoint.name} endpoint={endpoint} />
        ))}
      </tbody>
    </table>
  );
};

function Line({ endpoint }: { readonly endpoint: EndpointSummary }): ReactNode {
  const { t, money } = useWords();
  const { name, status, model, run, usdPerHour, expiresAt, keeper } = endpoint;
  return (
    <tr>
      <td>
        <Link to={`/endpoints/${encodeURIComponent(name)}`} className={styles.name}>
          {name}
        </Link>
      </td>
      <td>
        <EndpointStatus status={status} />
      </td>
      <td>
        {run === null ? (model ?? t.endpoints.byHand) : <Link to={`/runs/${encodeURIComponent(run)}`}>{run}</Link>}
      </td>
      <td className={styles.figure}>
        <span className={styles.label}>{t.endpoints.perHour} </span>
        {usdPerHour === 0 ? t.common.free : money(usdPerHour)}
      </td>
      <td>
        <span className={styles.label}>{t.endpoints.ends} </span>
        {expiresAt === null ? t.endpoints.never : <Time iso={expiresAt} />}
      </td>
      <td className={styles.figure}>{keeper === true ? <Extend endpoint={name} /> : null}</td>
    </tr>
  );
}
