/** What a run keeps in its memo: it comes with every list, without a question to the workflow. */
export const runMemo = {
  /** Who started it: a person's name, a record and no proof. Set at the start. */
  startedBy: 'tunewrightStartedBy',
  /** The station, or how it ended; only where the server lacks the search attribute for it. */
  phase: 'tunewrightPhase',
  /** Id of the model. */
  model: 'tunewrightModel',
  /** Name of the endpoint that it deploys to. */
  endpoint: 'tunewrightEndpoint',
  /** Of validation, from 0 to 1. */
  accuracy: 'tunewrightAccuracy',
  /** US dollars spent at the last change of state; left out where a price is not known. */
  usd: 'tunewrightUsd',
} as const;
