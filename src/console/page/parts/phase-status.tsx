import type { ReactNode } from 'react';
import type { RunPhase } from '../../api/index.js';
import { useWords } from '../words/words.js';
import type { StatusKind } from './status.js';
import { Status } from './status.js';

const kinds: Readonly<Record<RunPhase, StatusKind>> = {
  plan: 'running',
  train: 'running',
  approve: 'waits',
  deploy: 'running',
  test: 'running',
  done: 'done',
  skipped: 'idle',
  rejected: 'idle',
  cancelled: 'idle',
  failed: 'failed',
};

/** Where a run stands, in a word; before its first step it is starting. */
export function PhaseStatus({ phase }: { readonly phase: RunPhase | null }): ReactNode {
  const { t } = useWords();
  return <Status kind={phase === null ? 'running' : kinds[phase]}>{t.phases[phase ?? 'starting']}</Status>;
}
