import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { useSetParameter } from '../../data/parameters.js';
import { Check } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import type { Compared } from './compared.js';
import { settingNames } from './compared.js';
import styles from './compare.module.css';

/** What the runs were asked for, beside each other. */
export function Settings({ runs }: { readonly runs: readonly Compared[] }): ReactNode {
  const { t } = useWords();
  const [parameters] = useSearchParams();
  const set = useSetParameter();
  const all = parameters.get('settings') === 'all';
  const names = settingNames(runs, !all);
  return (
    <section className={layout.card}>
      <div className={`${layout.row} ${layout.spread}`}>
        <h2 id="settings">{t.compare.settings}</h2>
        <Check
          label={t.compare.onlyDiffering}
          checked={!all}
          onChange={({ target }) => set('settings', target.checked ? '' : 'all')}
        />
      </div>
      {names.length === 0 ? (
        <p>{t.compare.nothingDiffers}</p>
      ) : (
        <div className={layout.scroll} tabIndex={0} role="region" aria-labelledby="settings">
          <table>
            <thead>
              <tr>
                <th scope="col">{t.compare.setting}</th>
                {runs.map(({ run }) => (
                  <th key={run.run} scope="col" className={styles.name}>
                    {run.run}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  {runs.map(({ run, settings }) => (
                    <td key={run.run}>{settings.get(name) ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
