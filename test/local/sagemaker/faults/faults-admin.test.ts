import { ListModelsCommand } from '@aws-sdk/client-sagemaker';
import { expect, test } from 'vitest';
import { clientsOf, startFixture } from '../local-sagemaker.js';

const rule = { fault: 'error', service: 'sagemaker', status: 503 };

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/_tunewright/faults`, { method: 'POST', body: JSON.stringify(body), headers });
}

test('a rule that is posted counts until it is deleted', async () => {
  const { url } = await startFixture();
  const { sageMaker } = clientsOf(url);
  expect((await post(url, rule)).status).toBe(201);
  await expect(sageMaker.send(new ListModelsCommand({}))).rejects.toMatchObject({ name: 'ServiceUnavailable' });
  const listed = (await (await fetch(`${url}/_tunewright/faults`)).json()) as { faults: { id: string }[] };
  expect(listed.faults).toMatchObject([{ ...rule, fired: 1 }]);
  await fetch(`${url}/_tunewright/faults?id=${listed.faults[0]?.id}`, { method: 'DELETE' });
  expect((await sageMaker.send(new ListModelsCommand({}))).Models).toEqual([]);
});

test('several rules can be posted at once, and all be deleted', async () => {
  const { url } = await startFixture();
  await post(url, [rule, rule]);
  const deleted = await fetch(`${url}/_tunewright/faults`, { method: 'DELETE' });
  expect(await deleted.json()).toEqual({ removed: 2 });
});

test('what is no rule is refused in words, and nothing of it counts', async () => {
  const { url } = await startFixture();
  const answer = await post(url, [rule, { fault: 'slow' }]);
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { message: expect.stringContaining('ms: Invalid input') as string },
  ]);
  expect(await (await fetch(`${url}/_tunewright/faults`)).json()).toEqual({ faults: [] });
});

test('a web page can not ask for faults', async () => {
  const { url } = await startFixture();
  expect((await post(url, rule, { origin: 'http://127.0.0.1:8080' })).status).toBe(403);
});
