import { describe, expect, test } from 'vitest';
import { inspectDataset } from '../../src/dataset/index.js';
import type { Content } from './csv-bytes.js';
import { bytesOf, chunked, good, inspect } from './csv-bytes.js';

describe('a stream in pieces', () => {
  const content: Content = [
    `\uFEFF0,"she said ""yes"", ""no"""\r\n1,"two\r\nlines"\n\n1,映画 🎬\n0,"a" b\n2,"c"\r\n`,
    '1,caf',
    [0xe9],
    ' x\n1,',
    [0xe6, 0x98],
    '\n0,"never closed\n1,x',
  ];

  test.each([1, 2, 3, 5, 7, 16])('of %i bytes gives the report of the whole', async (size) => {
    expect(await inspect(content, size)).toEqual(await inspect(content));
  });

  test('tells how far it is', async () => {
    const seen: number[] = [];
    await inspectDataset({ uri: '', bytes: chunked(bytesOf('0,x\n1,y\n'), 4) }, ({ bytes }) => seen.push(bytes));
    expect(seen).toEqual([4, 8]);
  });

  test('that breaks off is an error, not a report', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytesOf(good));
      throw new Error('connection reset');
    }
    await expect(inspectDataset({ uri: '', bytes: broken() })).rejects.toThrow('connection reset');
  });
});

describe('a file of many megabytes', () => {
  async function* repeated(piece: string, times: number): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(piece);
    for (let i = 0; i < times; i++) yield await Promise.resolve(bytes);
  }
  const sixteenth = 'x'.repeat(1 << 16);

  test('with a quote that is never closed is read on behind that line', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield bytesOf('0,"never closed\n');
      yield* repeated(good.repeat(200), 100);
    }
    const report = await inspectDataset({ uri: '', bytes: bytes() });
    expect([report.rows, report.problems.length]).toEqual([400_001, 1]);
  });

  test('in one line is refused without being held', async () => {
    const before = process.memoryUsage().rss;
    const { problems } = await inspectDataset({ uri: '', bytes: repeated(sixteenth, 1_600) });
    expect([problems[0]?.message, process.memoryUsage().rss - before < 120_000_000]).toEqual([
      expect.stringContaining('does not end within 16 MB'),
      true,
    ]);
  });

  test('with a broken quotation in every line is read in one go', async () => {
    const { rows } = await inspectDataset({ uri: '', bytes: repeated('0,"a" b\n'.repeat(8_000), 100) });
    expect(rows).toBe(800_000);
  });
});
