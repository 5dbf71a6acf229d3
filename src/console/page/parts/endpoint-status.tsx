import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import type { StatusKind } from './status.js';
import { Status } from './status.js';

const kinds: Readonly<Record<string, StatusKind>> = { InService: 'done', Failed: 'failed', OutOfService: 'idle' };

/** SageMaker's word, in the reader's language where there is one; its own stands in the title. */
export function EndpointStatus({ status }: { readonly status: string }): ReactNode {
  const { t } = useWords();
  const words: Readonly<Record<string, string>> = t.endpointStates;
  return (
    <span title={status}>
      <Status kind={kinds[status] ?? 'running'}>{words[status] ?? status}</Status>
    </span>
  );
}
