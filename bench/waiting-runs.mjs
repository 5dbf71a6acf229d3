// Memory of a worker that holds many waiting runs, and what a minute of their waiting costs.
//   node bench/waiting-runs.mjs [runs=2000] [seconds=60]
// Waits so many seconds for the waits to settle, then as many again, which it measures, and prints
// {"runs","megabytes":{"idle","waiting"},"kilobytesPerRun","seconds","cpuSeconds","statusCalls"}.
import { setTimeout as delay } from 'node:timers/promises';
import { startRun, startStack } from './stack.mjs';

const [count = 2_000, seconds = 60] = process.argv.slice(2).map(Number);
/** Starts at a time: so many that the worker is busy, so few that no start times out. */
const parallel = 20;

const stack = await startStack({
  faults: [{ fault: 'training', outcome: 'Completed', seconds: 86_400 }],
  // Nobody limits the creations here; looks are as many as by default.
  settings: { TUNEWRIGHT_RATE_SHARE: '100' },
});
try {
  const { worker, client, met } = stack;
  const idle = worker.megabytes();
  const ids = Array.from({ length: count }, (_, run) => `bench-${run}`).values();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const id of ids) await startRun(client, id);
    }),
  );
  while (((await met('slow')).CreateTrainingJob ?? 0) < count) await delay(1_000);
  await delay(seconds * 1_000);
  const before = { cpu: worker.cpuSeconds(), calls: (await met('slow')).DescribeTrainingJob ?? 0 };
  await delay(seconds * 1_000);
  const waiting = worker.megabytes();
  console.log(
    JSON.stringify({
      runs: count,
      megabytes: { idle, waiting },
      kilobytesPerRun: Math.round(((waiting - idle) * 1024) / count),
      seconds,
      cpuSeconds: Math.round((worker.cpuSeconds() - before.cpu) * 10) / 10,
      statusCalls: ((await met('slow')).DescribeTrainingJob ?? 0) - before.calls,
    }),
  );
} finally {
  await stack.stop();
}
