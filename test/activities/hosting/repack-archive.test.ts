import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { repackArchive } from '../../../src/activities/hosting/repack-archive.js';

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
