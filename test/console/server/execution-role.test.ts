import { expect, test } from 'vitest';
import type { Tunewright } from '../../../src/client/index.js';
import type { PlanView } from '../../../src/console/api/index.js';
import { startConsole } from '../../../src/console/server/server.js';
import { fakeConsole, noLibrary } from './fake-console.js';

const executionRole = 'arn:aws:iam::123456789012:role/SageMaker';
const own = 'arn:aws:iam::123456789012:role/Own';

/** What the library was asked to start. */
const started: object[] = [];
const start = (request: object): Promise<object> => {
  started.push(request);
  return Promise.resolve({ id: 'reviews-17' });
};
const library = {
  ...noLibrary,
  fineTune: start,
  deploy: start,
  continueFrom: () => Promise.resolve({ request: {}, problems: [] }),
} as unknown as Tunewright;
const console = fakeConsole(library, { executionRole });

const post = async (where: string, body: object): Promise<{ status: number; answer: unknown }> => {
  const headers = { authorization: `Bearer ${console.token}`, 'content-type': 'application/json' };
  const { status, body: text } = await console.call(where, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status, answer: JSON.parse(text) };
};

test.each(['fineTune', 'deploy'])(
  'a run of the kind %s has the role of the console, unless it names one',
  async (type) => {
    const request = { model: { id: 'bert' } };
    started.length = 0;
    for (const given of [request, { ...request, role: own }]) {
      expect((await post('/api/v1/runs', { type, request: given })).status).toBe(201);
    }
    expect(started).toMatchObject([{ role: executionRole }, { role: own }]);
  },
);

test('the same by command line has the role too', async () => {
  const { answer } = await post('/api/v1/plans', { type: 'fineTune', request: { model: { id: 'bert' } } });
  expect((answer as PlanView).command).toContain(`--role ${executionRole}`);
});

test('a console whose role is none, and which others would reach, does not start, and says both', async () => {
  const options = {
    tunewright: noLibrary,
    owner: { name: 'ana', role: 'approver' },
    token: 't',
    tokensFile: '',
    version: '0',
  } as const;
  await expect(startConsole({ ...options, listen: '0.0.0.0', executionRole: 'SageMaker' }, 0)).rejects.toMatchObject({
    problems: [
      { field: '--listen' },
      { field: '--execution-role', message: expect.stringContaining('must be the ARN') as string },
    ],
  });
});
