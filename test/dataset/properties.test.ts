import { describe, expect, test } from 'vitest';
import { inspectDataset } from '../../src/dataset/index.js';
import type { DatasetReport } from '../../src/contract/dataset.js';
import { seeded, seededTexts } from '../support/seeded-texts.js';

const inspect = (content: string | Uint8Array): Promise<DatasetReport> =>
  inspectDataset({ uri: 'data.csv', bytes: chunked(typeof content === 'string' ? Buffer.from(content) : content) });

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 61) yield await Promise.resolve(bytes.subarray(at, at + 61));
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

describe('checking a data.csv', () => {
  test('finds nothing wrong with texts of any kind that are quoted as they should be', async () => {
    const texts = seededTexts(2_000, 7).filter((text) => text.trim() !== '');
    const content = texts.map((text, index) => `${index % 3},${quoted(text)}\n`).join('');
    const report = await inspect(content);
    expect(report.problems).toEqual([]);
    expect(report.rows).toBe(texts.length);
  });

  test('survives any bytes', async () => {
    const random = seeded(13);
    for (let turn = 0; turn < 300; turn++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 400) }, () => Math.floor(random() * 256));
      await expect(inspect(bytes)).resolves.toBeDefined();
    }
  });
});
