import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { repackArchive, UnusableArchive } from '../../../src/activities/hosting/repack-archive.js';

interface Member {
  name: string;
  content?: string;
  type?: 'file' | 'directory' | 'symlink';
}

async function archive(members: Member[]): Promise<AsyncIterable<Uint8Array>> {
  const packed = pack();
  for (const { name, content = '', type = 'file' } of members) {
    packed.entry(type === 'symlink' ? { name, type, linkname: '/etc/passwd' } : { name, type }, content);
  }
  packed.finalize();
  const bytes = await buffer(packed.pipe(createGzip()));
  return Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]);
}

async function contentsOf(stream: Readable): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  const members = extract();
  // The loop throws what goes wrong on the way; here it is only kept from being unhandled.
  members.on('error', () => undefined);
  pipeline(stream, createGunzip(), members).catch(() => undefined);
  for await (const member of members) {
    contents[member.header.name] = (await buffer(member)).toString();
  }
  return contents;
}

const repacked = async (artifact: Member[], script: Member[]): Promise<Record<string, string>> =>
  contentsOf(repackArchive(await archive(artifact), await archive(script), () => undefined));

describe('a repacked artifact', () => {
  test('holds the files of the model, and those of the script under code/', async () => {
    const contents = await repacked(
      [
        { name: '1/saved_model.pb', content: 'weights' },
        { name: './labels_info.json', content: '{}' },
      ],
      [
        { name: 'inference.py', content: 'serve()' },
        { name: 'lib/a.py', content: 'x' },
      ],
    );
    expect(contents).toEqual({
      '1/saved_model.pb': 'weights',
      'labels_info.json': '{}',
      'code/inference.py': 'serve()',
      'code/lib/a.py': 'x',
    });
  });

  test('has the script of the document in place of one that the artifact brought along', async () => {
    const contents = await repacked(
      [{ name: 'code/inference.py', content: 'old' }],
      [{ name: 'inference.py', content: 'new' }],
    );
    expect(contents).toEqual({ 'code/inference.py': 'new' });
  });

  test('leaves out links and names that lead out of its directory', async () => {
    const contents = await repacked(
      [
        { name: '../evil', content: 'x' },
        { name: 'link', type: 'symlink' },
        { name: 'good', content: 'y' },
      ],
      [{ name: 'a/../../evil', content: 'x' }],
    );
    expect(contents).toEqual({ good: 'y' });
  });

  test('tells how much has passed', async () => {
    let passed = 0;
    const stream = repackArchive(
      await archive([{ name: 'weights', content: 'x'.repeat(1_000) }]),
      await archive([{ name: 'inference.py', content: 'y'.repeat(50) }]),
      (bytes) => (passed += bytes),
    );
    await contentsOf(stream);
    expect(passed).toBe(1_050);
  });

  test('fails, and does not end early, when an archive is cut off', async () => {
    const whole = await buffer(await archive([{ name: 'weights', content: 'x'.repeat(10_000) }]));
    const cut = Readable.from([whole.subarray(0, whole.length - 40)]);
    await expect(contentsOf(repackArchive(cut, await archive([]), () => undefined))).rejects.toThrow();
  });

  test('fails when an artifact is no archive', async () => {
    const other = Readable.from([gzipSync(Buffer.alloc(10_000, 1))]);
    await expect(contentsOf(repackArchive(other, await archive([]), () => undefined))).rejects.toThrow(/tar/);
  });
});

/** A header as it stands in an archive, of any type and with any name, and what follows it. */
function raw(name: string, typeflag: string, content: Buffer = Buffer.alloc(0), size = content.length): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\u00000000000\u00000000000\u0000', 100);
  header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  header.write('00000000000 ', 136);
  header.write('        ', 148);
  header.write(typeflag, 156);
  header.write('ustar\u000000', 257);
  header.write(
    `${[...header]
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\u0000 `,
    148,
  );
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
const good = raw('good', '0', Buffer.from('y'));
const end = Buffer.alloc(1024);
const record = (text: string): Buffer => Buffer.from(`${text.length + 4} ${text}\n`.padStart(text.length + 4));

const repackedRaw = async (...parts: Buffer[]): Promise<Record<string, string>> => {
  const artifact = Readable.from([gzipSync(Buffer.concat(parts))]);
  return contentsOf(repackArchive(artifact, await archive([]), () => undefined));
};

describe("of a stranger's artifact", () => {
  test.each([
    ['a hard link', '1', 'link'],
    ['a symbolic link', '2', 'link'],
    ['a character device', '3', 'null'],
    ['a block device', '4', 'disk'],
    ['a pipe', '6', 'pipe'],
    ['a name that leads out', '0', '../../etc/cron.d/x'],
    ['a name that leads out and back', '0', 'a/../../x'],
    ['a name of nothing', '0', './'],
  ])('%s is left out', async (_, typeflag, name) => {
    expect(await repackedRaw(raw(name, typeflag), good, end)).toEqual({ good: 'y' });
  });

  test.each([
    ['an absolute name', '/etc/passwd', 'etc/passwd'],
    ['a name of control characters', 'a\u001b[2Kb', 'a\u001b[2Kb'],
    ['an archive in the archive', 'inner.tar.gz', 'inner.tar.gz'],
  ])('%s is a file within its directory', async (_, name, within) => {
    expect(Object.keys(await repackedRaw(raw(name, '0', Buffer.from('x')), end))).toEqual([within]);
  });

  test.each([
    ['a sparse file of old GNU tar', [raw('weights', 'S', Buffer.from('x'))], /"weights" in a form that is not read/],
    [
      'a sparse file of new GNU tar',
      [raw('pax', 'x', record('GNU.sparse.major=1')), raw('weights', '0', Buffer.from('x'))],
      /"weights" in a form that is not read/,
    ],
    ['a type that nobody knows', [raw('a', 'Z')], /in a form that is not read/],
    ['a header of 8 MB', [raw('pax', 'x', Buffer.alloc(0), 8 << 20)], /Header exceeds max size/],
    ['a size that is none', [raw('pax', 'x', record('size=-1')), raw('a', '0')], /Invalid header/],
    [
      'more than a disk has room for',
      [raw('pax', 'x', record(`size=${1024 ** 4}`)), raw('a', '0')],
      /unpacks to more than/,
    ],
    ['no archive', [Buffer.alloc(1024, 1)], /Invalid tar header/],
  ])('%s is refused for good', async (_, parts, message) => {
    const failed = await repackedRaw(...parts, good, end).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnusableArchive);
    expect((failed as Error).message).toMatch(message);
  });

  test('more files than a disk has room for are refused for good, though they are empty', async () => {
    const many = Buffer.concat(Array<Buffer>(100_001).fill(raw('d', '5')));
    await expect(repackedRaw(many, end)).rejects.toThrow(/or 100000 files/);
  });

  test('zeros that no gzip made are refused for good', async () => {
    const artifact = Readable.from([Buffer.concat([gzipSync(good).subarray(0, 20), Buffer.alloc(10_000, 0xff)])]);
    const failed = await contentsOf(repackArchive(artifact, await archive([]), () => undefined)).catch(
      (e: unknown) => e,
    );
    expect(failed).toBeInstanceOf(UnusableArchive);
  });
});
