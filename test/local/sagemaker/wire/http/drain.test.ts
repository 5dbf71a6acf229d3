import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startFixture } from '../../local-sagemaker.js';

test('what S3 refuses is answered once its body has been read: a client that still writes sees the answer, no broken connection', async () => {
  const { url } = await startFixture();
  const upload = request(`${url}/bucket/key`, { method: 'PUT', headers: { 'content-length': 10 } });
  let answered = false;
  const response = once(upload, 'response').then(([message]) => {
    answered = true;
    return message as IncomingMessage;
  });
  upload.write('first');
  // What is answered meanwhile has gone the same way.
  for (let call = 0; call < 3; call += 1) expect((await fetch(`${url}/bucket/key`)).status).toBe(403);
  expect(answered).toBe(false);
  upload.end('after');
  const { statusCode } = await response;
  expect(statusCode).toBe(403);
});
