import type { ReactNode } from 'react';
import { Link } from 'wouter';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import { DeployRun, isDeployable } from '../run/deploy-run.js';
import type { Ranked } from './ranking.js';

/** The way from the comparison to a live model; where there is none, why. */
export function Best({ ranking }: { readonly ranking: readonly Ranked[] }): ReactNode {
  const { t } = useWords();
  const best = ranking.find(({ accuracy }) => accuracy !== null)?.run;
  if (best === undefined) return <p>{t.compare.noBest}</p>;
  const { run, running, endpoint } = best;
  if (isDeployable(best)) {
    return (
      <div className={layout.row}>
        <DeployRun run={best}>{t.compare.deployBest}</DeployRun>
        <strong>{run}</strong>
      </div>
    );
  }
  const isLive = endpoint?.live === true;
  const why = isLive ? t.compare.bestIsLive : running ? t.compare.bestRuns : t.compare.bestLeftNothing;
  return (
    <p>
      {why}{' '}
      {isLive ? (
        <Link to={`/endpoints/${encodeURIComponent(endpoint.name)}`}>{t.run.itsEndpoint(endpoint.name)}</Link>
      ) : (
        <Link to={`/runs/${encodeURIComponent(run)}`}>{run}</Link>
      )}
    </p>
  );
}
