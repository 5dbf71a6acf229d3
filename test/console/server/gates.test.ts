import { expect, test } from 'vitest';
import type { ProblemDetails, RunView } from '../../../src/console/api/index.js';
import { TokenStore } from '../../../src/console/server/security/token-store.js';
import { runningConsole } from '../../support/console/running-console.js';

const console = runningConsole({ selfApproval: false });
const model = { id: 'tensorflow-tc-local-use-lite-en' };

const waiting = async (run: string, gates: object): Promise<RunView> => {
  const started = await console.post('/api/v1/runs', { type: 'deploy', request: { model, gates }, run });
  expect(started.status).toBe(201);
  const view = (): Promise<RunView> => console.json(`/api/v1/runs/${run}`);
  await expect.poll(async () => (await view()).gates[0]?.state, { timeout: 60_000 }).toBe('open');
  return view();
};
const decide = async (run: string, digest: string, name: string): Promise<Response> => {
  const store = new TokenStore(console.tokensFile);
  const { token } = await store.create({ name, role: 'approver', expiresAt: null });
  return console.post(
    `/api/v1/runs/${run}/decisions`,
    { gate: 'deployment', decision: 'reject', digest, reason: 'no' },
    { authorization: `Bearer ${token}` },
  );
};

test('a decision on a report that has changed is refused with the report as it is now', async () => {
  const { gates } = await waiting('outdated', { deployment: 'manual' });
  const answer = await decide('outdated', '0123456789abcdef', 'ben');
  const problem = (await answer.json()) as ProblemDetails;
  expect(answer.status).toBe(409);
  expect(problem.gates).toMatchObject([
    { gate: 'deployment', state: 'open', digest: gates[0]?.digest, mayDecide: true },
  ]);
});

test('who started a run may not decide at its gates, and is told why', async () => {
  const { gates } = await waiting('own', { deployment: 'manual' });
  expect(gates[0]).toMatchObject({ mayDecide: false, whyNot: 'ana started the run, so somebody else decides' });
  expect((await decide('own', gates[0]?.digest ?? '', 'Ana ')).status).toBe(403);
  expect((await decide('own', gates[0]?.digest ?? '', 'ben')).status).toBe(201);
});

test('a gate that names its approvers takes no other', async () => {
  const { gates } = await waiting('named', { deployment: { approvers: ['carla'] } });
  expect((await decide('named', gates[0]?.digest ?? '', 'ben')).status).toBe(403);
  expect((await decide('named', gates[0]?.digest ?? '', 'carla')).status).toBe(201);
});
