import type { MetricMeter } from '@temporalio/common';
import type { Services } from '../activities/index.js';
import { sharedListStates } from '../activities/index.js';
import type { CallMade } from '../aws/index.js';
import { phaseNames } from '../contract/run/status.js';
import { runMemo } from '../contract/run/run-memo.js';
import { ofRuns } from '../contract/workflow-types.js';

/** Names, units and meanings of Tunewright's metrics; the exporter appends the unit, but not of gauges, and `_total` to counters. */
const metricNames = {
  awsCalls: ['tunewright_aws_calls', '', 'calls of AWS by operation and outcome: ok, throttled, failed'],
  awsLatency: ['tunewright_aws_latency', 'seconds', 'how long calls of AWS took, without the wait for their turn'],
  runs: ['tunewright_runs', '', 'runs that go on, by phase, of the whole namespace'],
  spend: ['tunewright_spend_usd', '', 'US dollars that the runs which go on have spent, as far as prices are known'],
  waits: ['tunewright_waits', '', 'training jobs and endpoints that this worker waits for'],
  listAge: ['tunewright_list_age_seconds', '', 'how old the list of what is waited for is'],
} as const;

const everyMilliseconds = 30_000;
/** Counted at most, so that the question stays cheap. */
const mostRuns = 10_000;

/** Counts calls of AWS. */
export function onAwsCall(meter: MetricMeter): (call: CallMade) => void {
  const [calls, callsUnit, callsText] = metricNames.awsCalls;
  const [latency, latencyUnit, latencyText] = metricNames.awsLatency;
  const counter = meter.createCounter(calls, callsUnit, callsText);
  const histogram = meter.createHistogram(latency, 'float', latencyUnit, latencyText);
  return ({ region, operation, outcome, seconds }) => {
    counter.add(1, { region, operation, outcome });
    histogram.record(seconds, { region, operation });
  };
}

/** Tells how runs and waits stand, now and twice a minute, until the function that is returned is called. */
export function reportRuns(meter: MetricMeter, services: Services): () => void {
  const gauge = ([name, unit, text]: readonly [string, string, string]) => meter.createGauge(name, 'float', unit, text);
  const runs = gauge(metricNames.runs);
  const spend = gauge(metricNames.spend);
  const waits = gauge(metricNames.waits);
  const listAge = gauge(metricNames.listAge);
  const report = async (): Promise<void> => {
    for (const { kind, region, waiting, listAgeInSeconds } of sharedListStates(services)) {
      waits.set(waiting, { kind, region });
      if (listAgeInSeconds !== null) listAge.set(waiting === 0 ? 0 : listAgeInSeconds, { kind, region });
    }
    const { phases, usd } = await runsNow(services);
    for (const [phase, count] of Object.entries(phases)) runs.set(count, { phase });
    spend.set(usd, {});
  };
  let asked = false;
  const ask = (): void => {
    if (asked) return;
    asked = true;
    // A server that can't be asked shows in Temporal's own metrics.
    void report().then(
      () => (asked = false),
      () => (asked = false),
    );
  };
  ask();
  const timer = setInterval(ask, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

/** Zeros too: a gauge keeps its last value. */
async function runsNow({ temporal }: Services): Promise<{ phases: Record<string, number>; usd: number }> {
  const phases: Record<string, number> = Object.fromEntries([...phaseNames, 'unknown'].map((phase) => [phase, 0]));
  let [usd, seen] = [0, 0];
  for await (const { searchAttributes, memo } of temporal.workflow.list({
    query: `${ofRuns} AND ExecutionStatus = 'Running'`,
  })) {
    const phase = String(searchAttributes['TunewrightPhase']?.[0] ?? 'unknown');
    phases[phase] = (phases[phase] ?? 0) + 1;
    const spent: unknown = memo?.[runMemo.usd];
    if (typeof spent === 'number') usd += spent;
    if (++seen === mostRuns) break;
  }
  return { phases, usd };
}
