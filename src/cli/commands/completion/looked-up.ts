import { regionOf } from '../../region.js';
import type { Names } from './candidates.js';

/** Nobody waits longer for a completion. */
const patienceMilliseconds = 2_000;
const mostNames = 100;

const sources: Readonly<Record<Names, () => Promise<string[]>>> = {
  model: async () => {
    const { JumpStartCatalog } = await import('../../../catalog/index.js');
    const region = await regionOf(undefined).catch(() => 'us-east-1');
    return (await (await JumpStartCatalog.open(region)).list()).map(({ modelId }) => modelId);
  },
  run: async () => {
    const { withTunewright } = await import('../../with-tunewright.js');
    const { runs } = await withTunewright((tunewright) => tunewright.listRuns({}, { limit: mostNames }));
    return runs.map(({ run }) => run);
  },
  endpoint: async () => {
    const { Aws, listEndpoints } = await import('../../../client/index.js');
    return (await listEndpoints(new Aws(), await regionOf(undefined))).map(({ name }) => name);
  },
  schedule: async () => {
    const { withTunewright } = await import('../../with-tunewright.js');
    return withTunewright(async (tunewright) => {
      const found: string[] = [];
      for await (const { schedule } of tunewright.schedules.list()) found.push(schedule);
      return found;
    });
  },
};

/**
 * What a shell takes as it stands. Whoever starts a workflow chooses its id, and bash puts a completion on the line unquoted: `$(…)` in
 * one would run with the next Enter.
 */
const plain = /^[\w.:@%+=,/][\w.:@%+=,/-]*$/;

/** Names that a server knows; none where it does not tell them at once. */
export async function lookedUp(names: Names): Promise<string[]> {
  const late = new Promise<string[]>((resolve) => setTimeout(resolve, patienceMilliseconds, []).unref());
  const found = await Promise.race([sources[names]().catch(() => []), late]);
  return found.filter((name) => plain.test(name));
}
