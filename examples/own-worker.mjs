// A worker inside a program of your own, for its logs and its settings; ends with SIGINT or SIGTERM.
//   node examples/own-worker.mjs
// Several may run: each takes what the others have no room for. The shares of the account's API rates should add up to 1 at most.
import { runWorker } from 'tunewright/worker';

await runWorker({
  log: (line) => console.error(JSON.stringify({ time: new Date().toISOString(), line })),
  logLevel: 'INFO',
  settings: { rateShare: 0.5, activitySlots: 1_000 },
  onReady: () => console.error('ready'),
});
