import { expect, test } from 'vitest';
import { fakeConsole, noLibrary } from './fake-console.js';

const health = { workersPolling: () => Promise.resolve(1), registeredSearchAttributes: () => Promise.resolve([]) };
const console = fakeConsole({ ...noLibrary, ...health } as never);

test('a browser is told the whole state at once, and can be told of several things by one stream', async () => {
  const answer = await fetch(`${console.url}/api/v1/events?watch=health,run:`, {
    headers: { authorization: `Bearer ${console.token}` },
  });
  expect(answer.status).toBe(422);
  const stop = new AbortController();
  const stream = await fetch(`${console.url}/api/v1/events?watch=health`, {
    headers: { authorization: `Bearer ${console.token}` },
    signal: stop.signal,
  });
  expect(stream.headers.get('content-type')).toMatch('text/event-stream');
  expect(stream.headers.get('cache-control')).toMatch('no-transform');
  let text = '';
  for await (const part of stream.body ?? []) {
    text += Buffer.from(part as Uint8Array).toString();
    if (text.includes('event: health')) break;
  }
  expect(text).toMatch(/^: here\n\nid: \w+-1\nevent: health\ndata: {"kind":"health"/);
  stop.abort();
});
