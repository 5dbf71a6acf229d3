import type { ReactNode } from 'react';
import { useWords } from '../../words/words.js';
import { Copy } from './copy.js';
import layout from '../layout.module.css';
import styles from './the-same.module.css';

interface TheSameProps {
  /** A command of `tunewright`. */
  readonly command: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** What the page does, by command line and by API: for the second time, and for programs. */
export function TheSame({ command, method, path, body }: TheSameProps): ReactNode {
  const { t } = useWords();
  const curl = [
    `curl -X ${method} ${location.origin}${path} -H "authorization: Bearer $TUNEWRIGHT_TOKEN"`,
    ...(body === undefined ? [] : [`  -H 'content-type: application/json' -d ${quoted(JSON.stringify(body))}`]),
  ].join(' \\\n');
  return (
    <div className={`${layout.stack} ${styles.foot}`}>
      <Code title={t.common.byCommandLine} text={command} />
      <Code title={t.common.byApi} text={curl} />
    </div>
  );
}

const Code = ({ title, text }: { readonly title: string; readonly text: string }): ReactNode => (
  <details>
    <summary>{title}</summary>
    <div className={`${layout.stack} ${layout.tight} ${styles.code}`}>
      <pre>{text}</pre>
      <div>
        <Copy text={text} />
      </div>
    </div>
  </details>
);

/** For a POSIX shell. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
