// Records test/histories/*.json anew: `node scripts/record-histories.mjs`. Do so only when the workflow is meant to break with runs
// that are under way, or when a path is new: until then the recorded histories are what a change has to be compatible with.
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = await startVitest('test', [], { root, run: true, watch: false, include: ['test/histories/record.ts'] });
await vitest.close();
