/** What a run keeps in its memo: it comes with every list, without a question to the workflow. */
export const runMemo = {
  /** Who started it: a person's name, a record and no proof. Set at the start. */
  startedBy: 'tunewrightStartedBy',
  /** Of validation, from 0 to 1. */
  accuracy: 'tunewrightAccuracy',
  /** US dollars spent at the last change of state; left out where a price is not known. */
  usd: 'tunewrightUsd',
} as const;
