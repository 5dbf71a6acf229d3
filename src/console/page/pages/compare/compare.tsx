import type { ReactNode } from 'react';
import { Redirect, useSearchParams } from 'wouter';
import { choosePath, idsOf } from '../../data/run-ids.js';
import layout from '../../parts/layout.module.css';
import { useTitle } from '../../parts/title.js';
import { useWords } from '../../words/words.js';
import { Choose } from './choose.js';
import { Comparison } from './comparison.js';

/** `?runs=a,b`, the first the baseline; `&settings=all`; without runs they are chosen: `?selected=a`. */
export function Compare(): ReactNode {
  const { t } = useWords();
  useTitle(t.compare.title);
  const [parameters] = useSearchParams();
  const runs = idsOf(parameters.get('runs'));
  if (runs.length === 1) return <Redirect to={choosePath(runs)} replace />;
  return (
    <div className={layout.stack}>
      <h1>{t.compare.title}</h1>
      {runs.length === 0 ? <Choose /> : <Comparison runs={runs} all={parameters.get('settings') === 'all'} />}
    </div>
  );
}
