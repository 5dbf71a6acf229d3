import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { RunView, ViewRow } from '../../../api/index.js';
import { comparePath } from '../../data/run-ids.js';
import { Check } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { useWords } from '../../words/words.js';
import styles from './compare.module.css';
import type { Setting } from './settings.js';
import { settingsOf } from './settings.js';

interface SettingsTableProps {
  /** As in the address. */
  readonly ids: readonly string[];
  readonly runs: readonly RunView[];
  readonly all: boolean;
}

/** Hyperparameters and the rest of what was chosen, a column for each run. */
export function SettingsTable({ ids, runs, all }: SettingsTableProps): ReactNode {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const settings = settingsOf(runs);
  const shown = settings.filter(({ differs }) => all || differs);
  return (
    <div className={`${layout.stack} ${layout.tight}`}>
      <div className={`${layout.row} ${layout.spread}`}>
        <h2 id="settings">{t.compare.settings}</h2>
        <Check
          label={t.compare.onlyDiffering}
          role="switch"
          checked={!all}
          onChange={() => navigate(comparePath(ids, { all: !all }), { replace: true })}
        />
      </div>
      {shown.length > 0 ? (
        <div className={layout.scroll} role="region" aria-labelledby="settings" tabIndex={0}>
          <Table runs={runs} settings={shown} />
        </div>
      ) : (
        <p>{settings.length === 0 ? t.compare.noSettings : t.compare.sameSettings}</p>
      )}
    </div>
  );
}

interface TableProps {
  readonly runs: readonly RunView[];
  readonly settings: readonly Setting[];
}

function Table({ runs, settings }: TableProps): ReactNode {
  const { t } = useWords();
  return (
    <table className={styles.settings}>
      <thead>
        <tr>
          <th scope="col">{t.compare.setting}</th>
          {runs.map(({ run }, index) => (
            <th key={run} scope="col">
              {run}
              {index === 0 ? <div className={layout.small}>{t.compare.baseline}</div> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.map(({ title, values }) => (
          <tr key={title}>
            <th scope="row">{t.rows.title(title)}</th>
            {values.map(({ row, deviates }, index) => (
              <td key={index} className={deviates ? styles.deviates : undefined}>
                <Value row={row} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ row }: { readonly row: ViewRow | null | undefined }): ReactNode {
  const { t } = useWords();
  if (row === null) return t.compare.unknown;
  if (row === undefined) return t.compare.notSet;
  return (
    <>
      {t.rows.text(row.title, row.text)}
      {row.details?.map((detail) => (
        <div key={detail} className={layout.muted}>
          {detail}
        </div>
      ))}
    </>
  );
}
