import { afterEach, expect, test, vi } from 'vitest';
import { readEnvironment } from '../../src/worker/environment.js';

afterEach(() => vi.unstubAllEnvs());

test('a worker names all that is wrong with its settings and their files at once', async () => {
  const wrong = {
    TUNEWRIGHT_LOG: 'xml',
    TUNEWRIGHT_WEBHOOKS: '/none/webhooks.json',
    TUNEWRIGHT_PRICES: '/none/prices.json',
    TUNEWRIGHT_PRICE_LIST: 'maybe',
    TUNEWRIGHT_ENCRYPTION_KEYS: 'k1',
    TEMPORAL_CONFIG_FILE: '/none/temporal.toml',
    AWS_REGION: 'nowhere',
    AWS_ENDPOINT_URL: 'here',
  };
  for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value);
  const refused = (await readEnvironment({}).catch((error: unknown) => error)) as { problems: { field: string }[] };
  expect(refused.problems.map(({ field }) => field).sort()).toEqual(Object.keys(wrong).sort());
});
