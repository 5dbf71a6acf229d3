// Decides at the gate before the deployment in the place of a person: by a figure of the gate's report, and for that report only.
//   node examples/approve-by-metric.mjs [least accuracy=0.7]
// Where the rule is as simple as this one, the request can say it itself: gates: { deployment: 'validation:accuracy>=0.7' }.
import { RunFailedError, Tunewright } from 'tunewright';

const least = Number(process.argv[2] ?? 0.7);
const tunewright = await Tunewright.connect();
try {
  const run = await tunewright.fineTune({
    model: { id: 'tensorflow-tc-local-use-lite-en' },
    gates: { deployment: 'manual' },
    endpoint: { timeToLiveInSeconds: 3_600 },
  });
  for await (const { gates } of run.watch()) {
    const open = gates.find(({ gate, state }) => gate === 'deployment' && state === 'open');
    if (open?.report === undefined || open.digest === undefined) continue;
    const accuracy = open.report.metrics['validation:accuracy'] ?? 0;
    const decider = { by: 'nightly-check', reason: `accuracy ${accuracy}`, digest: open.digest };
    const { decision } =
      accuracy >= least ? await run.approve('deployment', decider) : await run.reject('deployment', decider);
    console.log(`${decision}: ${decider.reason}`);
  }
  const { endpoint } = await run.result();
  console.log(`live: ${endpoint?.name}`);
  await endpoint?.delete();
} catch (error) {
  // A rejected run has taken back what it made.
  if (!(error instanceof RunFailedError) || error.outcome !== 'rejected') throw error;
  console.log(`rejected: ${error.message}`);
} finally {
  await tunewright.close();
}
