import { OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../contract/problems.js';
import { CallError } from '../data/fetch.js';
import { useWords } from '../words/words.js';
import { Button } from './actions/button.js';
import { Copy } from './actions/copy.js';
import layout from './layout.module.css';
import { shown } from './shown.js';

/** Of the height that what is loaded will have, so that nothing jumps. */
export const Loading = ({ height = 'tall' }: { readonly height?: 'short' | 'tall' }): ReactNode => {
  const { t } = useWords();
  return (
    <div className={`${layout.skeleton} ${layout[height]}`} role="status">
      <span className="hidden">{t.common.loading}</span>
    </div>
  );
};

/** What failed in its own words, every problem by its field, and the way to try again. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }): ReactNode {
  const { t } = useWords();
  const message = error instanceof Error ? error.message : String(error);
  const problems = error instanceof CallError ? error.problems : [];
  const away = error instanceof CallError && error.status === 0;
  return (
    <div className={`${layout.card} ${layout.failed}`} role="alert">
      <div className={layout.row}>
        <OctagonX size={18} aria-hidden />
        <strong>{away ? t.common.serverAway : t.common.failed}</strong>
      </div>
      {problems.length > 0 ? (
        <Problems problems={problems} />
      ) : (
        <p>{away ? t.common.serverAwayWhat : shown(t.rows.problem(message))}</p>
      )}
      <div className={layout.row}>
        {again === undefined ? null : <Button onClick={again}>{t.common.tryAgain}</Button>}
        <Copy text={[message, ...problems.map(({ field, message: what }) => `${field}: ${what}`)].join('\n')} />
      </div>
    </div>
  );
}

export const Problems = ({ problems }: { readonly problems: readonly Problem[] }): ReactNode => {
  const { t } = useWords();
  return problems.length === 0 ? null : (
    <ul className={`${layout.stack} ${layout.tight}`}>
      {problems.map(({ field, message }, index) => (
        <li key={index}>
          <code>{shown(field)}</code> {shown(t.rows.problem(message))}
        </li>
      ))}
    </ul>
  );
};

export const Warnings = ({ warnings }: { readonly warnings: readonly string[] }): ReactNode => {
  const { t } = useWords();
  return warnings.length === 0 ? null : (
    <ul className={`${layout.stack} ${layout.tight}`}>
      {warnings.map((warning) => (
        <li key={warning} className={layout.warning}>
          <TriangleAlert size={14} aria-hidden />
          <span>{shown(t.rows.sentence(warning))}</span>
        </li>
      ))}
    </ul>
  );
};

/** One sentence why there is nothing, and what to do about it. */
export const Empty = ({ why, children }: { readonly why: string; readonly children?: ReactNode }): ReactNode => (
  <div className={layout.card}>
    <p>{why}</p>
    {children === undefined ? null : <div className={layout.row}>{children}</div>}
  </div>
);

export const isNotThere = (error: unknown): boolean => error instanceof CallError && error.status === 404;

interface NotThereProps {
  readonly title: string;
  readonly why: string;
  readonly children: ReactNode;
}

/** In place of a page about what there is not: an old link, or a name that was typed. */
export const NotThere = ({ title, why, children }: NotThereProps): ReactNode => (
  <div className={layout.stack}>
    <h1>{title}</h1>
    <Empty why={why}>{children}</Empty>
  </div>
);
