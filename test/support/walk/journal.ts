/** What the activities of a walk's runs, and the walk itself, did to endpoints, in the order in which it was so. */
export type Entry = { readonly endpoint: string } & (
  | {
      readonly what: 'leased' | 'stood' | 'began to tell' | 'told' | 'undoing';
      readonly runId: string;
      readonly config?: string;
    }
  /** Until a moment after AWS has taken it: what a look saw right before counts no more. */
  | { readonly what: 'deleted by hand' }
  /** The run that held the lease then: what it leaves live goes too. */
  | { readonly what: 'to be deleted'; readonly holder: string | null }
);

export class Journal {
  readonly entries: Entry[] = [];

  note(entry: Entry): void {
    this.entries.push(entry);
  }
}

/** An execution of a run, through its resets. */
export interface Execution {
  readonly workflowId: string;
  readonly firstExecutionRunId: string;
  /** Of its lives, the newest last. */
  readonly runIds: string[];
}

/** That an endpoint stands is wanted: by whom, on what. */
interface Wish {
  readonly by: Execution;
  readonly config: string;
}

/** What is known of whether an endpoint is wanted. */
export interface Wanted {
  /** `perhaps`: its run was ended from outside at the very moment of telling, so that nobody can know whether it was told. */
  readonly wanted: 'yes' | 'no' | 'perhaps';
  /** The newest wish; its config is what serves, unless somebody has sent the endpoint on since and was cut off. */
  readonly config: string | null;
  readonly sentOnBy: readonly Execution[];
}

/** From the journal alone: the last accepted wish for an endpoint, which is neither deleted since nor undone by its own run. */
export function wantedOf(endpoint: string, { entries }: Journal, executionOf: (runId: string) => Execution): Wanted {
  let wishes: Wish[] = [];
  const telling = new Set<Execution>();
  /** Lives of runs that have told since they got the lease: what they tell again changes nothing. */
  const heard = new Set<string>();
  /** Executions for which the endpoint stands, and those under whose feet it was deleted then. */
  const stood = new Set<Execution>();
  const bereft = new Set<Execution>();
  /** The execution whose end a deletion waits for: one that is started again under its id is another. */
  let doomed: Execution | null = null;
  let newest = null as Execution | null;
  let sentOnBy: Execution[] = [];
  let undone = false;
  for (const entry of entries.filter((each) => each.endpoint === endpoint)) {
    if (entry.what === 'deleted by hand') {
      wishes = [];
      for (const execution of stood) bereft.add(execution);
      continue;
    }
    if (entry.what === 'to be deleted') {
      wishes = [];
      doomed = newest?.workflowId === entry.holder ? newest : null;
      // Who tells and holds the lease no more has been heard before, though its activity does not know yet.
      for (const execution of telling) if (execution.workflowId !== entry.holder) bereft.add(execution);
      continue;
    }
    const by = executionOf(entry.runId);
    switch (entry.what) {
      case 'leased':
        if (doomed !== by) doomed = null;
        newest = by;
        heard.delete(entry.runId);
        sentOnBy.push(by);
        break;
      case 'stood':
        stood.add(by);
        bereft.delete(by);
        break;
      case 'undoing':
        undone ||= wishes.at(-1)?.by === by;
        wishes = wishes.filter((wish) => wish.by !== by);
        stood.delete(by);
        break;
      case 'began to tell':
        telling.add(by);
        break;
      case 'told':
        telling.delete(by);
        if (heard.has(entry.runId)) break;
        heard.add(entry.runId);
        wishes = wishes.filter((wish) => wish.by !== by);
        if (!bereft.has(by) && doomed !== by) wishes.push({ by, config: entry.config ?? '' });
        sentOnBy = [];
        [undone, doomed] = [false, null];
        break;
    }
  }
  const wish = wishes.at(-1);
  const wanted = wish !== undefined ? 'yes' : telling.size > 0 ? 'perhaps' : 'no';
  return { wanted, config: undone ? null : (wish?.config ?? null), sentOnBy };
}
