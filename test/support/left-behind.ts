import { afterAll, vi } from 'vitest';

// Files of tests share processes: what one has changed of the environment, the next one does not find.
afterAll(() => {
  vi.unstubAllEnvs();
});
