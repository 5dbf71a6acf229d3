import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';

/** To the workflow in the Temporal UI, where that is known and an address of the web. */
export function TemporalLink({ ui }: { readonly ui: string | null }): ReactNode {
  const { t } = useWords();
  if (ui === null || !/^https?:/.test(ui)) return null;
  return (
    <a href={ui} target="_blank" rel="noreferrer">
      {t.run.temporal}
    </a>
  );
}
