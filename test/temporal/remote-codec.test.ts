import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RemoteCodec } from '../../src/temporal/codec/remote-codec.js';

let answer = '{"payloads":[{"metadata":{},"data":""}]}';
let asked: IncomingHttpHeaders = {};
const server = createServer((request, response) => {
  asked = request.headers;
  response.end(answer);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const codec = (credentials: string): RemoteCodec =>
  new RemoteCodec({
    endpoint: `http://${credentials}127.0.0.1:${(server.address() as AddressInfo).port}/{namespace}/`,
    namespace: 'models',
  });

test('a user and password in the address of a codec server go into the header', async () => {
  await codec('ana:s3cr%3At@').decode([{ metadata: {} }]);
  expect(asked.authorization).toBe(`Basic ${Buffer.from('ana:s3cr:t').toString('base64')}`);
});

test.each([
  ['has too few payloads', '{"payloads":[]}'],
  ['has none', '{}'],
  ['is no JSON', 'no'],
])('an answer of a codec server that %s is refused by its address, without the password', async (_what, text) => {
  answer = text;
  const decoding = codec('ana:s3cr3t@').decode([{ metadata: {} }]);
  await expect(decoding).rejects.toThrow(/the codec server http:\/\/127\.0\.0\.1:\d+\/models did not decode/);
  await expect(decoding).rejects.not.toThrow('s3cr3t');
});

test.each(['no address', 'ftp://there'])(
  'an address of a codec server that is none is a wrong setting: %s',
  (endpoint) => {
    expect(() => new RemoteCodec({ endpoint, namespace: 'models' })).toThrow(
      'TEMPORAL_CODEC_ENDPOINT: is no http or https URL',
    );
  },
);
