import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { VListHandle } from 'virtua';
import { VList } from 'virtua';
import styles from './run.module.css';

interface LogLinesProps {
  readonly lines: readonly string[];
  readonly follow: boolean;
  readonly label: string;
}

/** Ten thousand lines, of which those on screen are in the document. */
export function LogLines({ lines, follow, label }: LogLinesProps): ReactNode {
  const list = useRef<VListHandle>(null);
  useEffect(() => {
    if (follow) list.current?.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [lines, follow]);
  return (
    <div className={styles.log}>
      <VList ref={list} tabIndex={0} role="log" aria-live="off" aria-label={label}>
        {lines.map((line, index) => (
          <div key={index} className={styles.line}>
            {line}
          </div>
        ))}
      </VList>
    </div>
  );
}
