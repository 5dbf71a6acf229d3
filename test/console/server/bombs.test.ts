import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DataUpload } from '../../../src/console/api/index.js';
import { fakeConsole } from './fake-console.js';

const console = fakeConsole();
const megabyte = Buffer.from('good,"a fine film, one of many"\nbad,"a dull film, one of many"\n'.repeat(17_000));
/** More than what a proposal is looked for in. */
const megabytes = 300;

/** A zip of files with this content, packed. */
function zipOf(names: readonly string[], packed: Buffer = Buffer.alloc(0), size = 0): Buffer {
  const fields = (name: string): Buffer => {
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(packed.length === 0 ? 0 : 8, 4);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(size, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    return header;
  };
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields(name), Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), fields(name), rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...central, Buffer.from('PK\u0005\u0006'), end]);
}

/** The same part again and again; a part that ends with a flush depends on none before it. */
const deflated = (): Buffer =>
  Buffer.concat([
    ...Array<Buffer>(megabytes).fill(deflateRawSync(megabyte, { finishFlush: constants.Z_FULL_FLUSH })),
    deflateRawSync(Buffer.alloc(0)),
  ]);

async function reportOf(body: Buffer): Promise<DataUpload['report']> {
  const headers = { authorization: `Bearer ${console.token}`, 'content-type': 'text/csv' };
  const answer = await console.call('/api/v1/data?keep=false', { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return (JSON.parse(answer.body) as DataUpload).report;
}

const gzip = (copies: number): Buffer => Buffer.concat(Array<Buffer>(copies).fill(gzipSync(megabyte)));

test('a packed file of rows is told with the command that makes a data set of it', async () => {
  const { problems, mend } = await reportOf(gzip(1));
  expect(problems.map(({ message }) => message)).toEqual(['the file is compressed with gzip; unpack it (gunzip)']);
  expect(mend?.command).toContain('tunewright data prepare data.csv');
});

test.each([
  ['gzip', () => gzip(megabytes), 'the file is compressed with gzip; unpack it (gunzip)'],
  ['zip', () => zipOf(['rows.csv'], deflated(), megabytes * megabyte.length), 'the file is a zip archive; unpack it'],
])(
  'of a few bytes of %s that unpack to very many nobody reads the end',
  async (_, bomb, message) => {
    const body = bomb();
    expect(body.length).toBeLessThan(4 * 1024 * 1024);
    const { problems, mend } = await reportOf(body);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(mend).toBeUndefined();
  },
  120_000,
);

test('of a zip of very many files no list is made', async () => {
  const names = Array.from({ length: 5_000 }, (_, file) => `${file}.csv`);
  const { problems, warnings } = await reportOf(zipOf(names));
  expect(problems.map(({ message }) => message)).toEqual(['the file is a zip archive; unpack it']);
  expect(warnings).toEqual([expect.stringContaining('holds 5000 files; unpack it')]);
});

test.each([
  ['a gzip in a gzip', () => gzipSync(gzip(1))],
  ['a zip in a gzip', () => gzipSync(zipOf(['rows.csv'], deflateRawSync(megabyte), megabyte.length))],
  ['a tar archive in a gzip', () => gzipSync(Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar'), megabyte]))],
  ['zeros in a gzip', () => gzipSync(Buffer.alloc(64 * 1024 * 1024))],
  ['a gzip that is cut off', () => gzip(1).subarray(0, 100)],
  ['a zip that is cut off', () => zipOf(['rows.csv'], deflateRawSync(megabyte), megabyte.length).subarray(0, 100)],
])('%s is told by one problem', async (_, archive) => {
  const { problems } = await reportOf(archive());
  expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^the file is .*; unpack it/)]);
});
