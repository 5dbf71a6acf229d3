import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import type { StatusKind } from './status.js';
import { Hint } from './hint.js';
import { Status } from './status.js';

const kinds: Readonly<Record<string, StatusKind>> = { InService: 'done', Failed: 'failed', OutOfService: 'idle' };

/** SageMaker's word, in the reader's language where there is one; its own is the hint. */
export function EndpointStatus({ status }: { readonly status: string }): ReactNode {
  const { t } = useWords();
  const words: Readonly<Record<string, string>> = t.endpointStates;
  const word = words[status];
  const shown = <Status kind={kinds[status] ?? 'running'}>{word ?? status}</Status>;
  return word === undefined ? shown : <Hint text={status}>{shown}</Hint>;
}
