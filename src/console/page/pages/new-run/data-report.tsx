import { CircleCheck, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { shellWord } from '../../../../contract/shell-word.js';
import type { DatasetProblem, DatasetReport } from '../../../../contract/dataset.js';
import { Bars } from '../../parts/charts/bars.js';
import { Copy } from '../../parts/actions/copy.js';
import layout from '../../parts/layout.module.css';
import { shown, shownName } from '../../parts/shown.js';
import { Warnings } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import styles from './data-part.module.css';

const classesShown = 12;

/** What a check of the data found: how much of which class, which rows are wrong, and what to do about them. */
export function DataReport({ name, report }: { readonly name: string; readonly report: DatasetReport }): ReactNode {
  const { t, number, percent } = useWords();
  const { rows, classes, classCounts, labels, problems, warnings, mend } = report;
  // The console knows an uploaded file by its role alone.
  const command = report.uri === 'data.csv' ? mend?.command.replace('data.csv', shellWord(name)) : mend?.command;
  const good = problems.length === 0;
  const largest = Math.max(...classCounts);
  const shares = classCounts.slice(0, classesShown).map((count, label) => ({
    label: labels?.[label] ?? t.newRun.classLabel(label),
    share: rows === 0 ? 0 : count / rows,
    text: `${number(count, 0)} · ${percent(rows === 0 ? null : count / rows, 0)}`,
    first: count === largest,
  }));
  return (
    <div className={layout.stack}>
      <div className={`${layout.row} ${good ? '' : styles.bad}`}>
        {good ? <CircleCheck size={16} aria-hidden /> : <OctagonX size={16} aria-hidden />}
        <strong>{good ? t.newRun.dataGood(shownName(name)) : t.newRun.dataBad(shownName(name))}</strong>
        <span className={layout.muted}>{t.newRun.rowsAndClasses(number(rows, 0), classes)}</span>
      </div>
      {problems.length === 0 ? null : (
        <ul className={layout.stack}>
          {problems.map((problem, index) => (
            <Problem key={index} problem={problem} />
          ))}
        </ul>
      )}
      {mend === undefined || command === undefined ? null : (
        <div className={`${layout.stack} ${layout.tight}`}>
          <p>{t.newRun.mend(mend.looksLike)}</p>
          <code className={styles.example}>{command}</code>
          <div>
            <Copy text={command} />
          </div>
        </div>
      )}
      {shares.length === 0 ? null : <Bars shares={shares} label={t.newRun.balance} />}
      {classCounts.length > classesShown ? (
        <p className={layout.muted}>{t.newRun.moreClasses(classCounts.length - classesShown)}</p>
      ) : null}
      <Warnings warnings={warnings} />
    </div>
  );
}

function Problem({ problem }: { readonly problem: DatasetProblem }): ReactNode {
  const { t } = useWords();
  const { lines, example } = problem;
  return (
    <li className={`${layout.stack} ${layout.tight}`}>
      <span>{shown(t.rows.fault(problem))}</span>
      {lines === undefined || lines.length === 0 ? null : <span className={layout.muted}>{t.newRun.lines(lines)}</span>}
      {example === undefined ? null : <code className={styles.example}>{shown(example)}</code>}
    </li>
  );
}
