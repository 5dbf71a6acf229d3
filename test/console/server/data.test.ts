import { expect, test } from 'vitest';
import type { DataUpload } from '../../../src/console/api/index.js';
import { fakeConsole } from './fake-console.js';

const console = fakeConsole();
const boundary = 'between';

const formOf = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([name, content]) => {
      const head = `content-disposition: form-data; name="${name}"; filename="${name}"`;
      return `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`;
    })
    .join('') + `--${boundary}--\r\n`;

const send = (files: Readonly<Record<string, string>>): ReturnType<typeof console.call> =>
  console.call('/api/v1/data?keep=false', {
    method: 'POST',
    headers: { authorization: `Bearer ${console.token}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: formOf(files),
  });

const rows = '0,dull\n1,stirring\n0,far too long\n1,funny\n';

test.each([
  ['after', { 'data.csv': rows, 'labels.json': '["bad", "good"]' }],
  ['before', { 'labels.json': '["bad", "good"]', 'data.csv': rows }],
])('the classes are named by a labels.json that comes %s the data in its form', async (_where, files) => {
  const { report } = JSON.parse((await send(files)).body) as DataUpload;
  expect([report.problems, report.rows, report.labels]).toEqual([[], 4, ['bad', 'good']]);
});

test('a form of names alone is refused', async () => {
  const { status, body } = await send({ 'labels.json': '["bad", "good"]' });
  expect([status, JSON.parse(body)]).toMatchObject([400, { detail: 'the form has no file with the data' }]);
});

test('a form of two files of rows is refused, however long the second is', async () => {
  const { status, body } = await send({ 'a.csv': rows, 'b.csv': rows.repeat(100_000) });
  expect([status, JSON.parse(body)]).toMatchObject([400, { detail: 'the form has two files for data.csv' }]);
});

test('names beyond any limit are refused as they come', async () => {
  const { status } = await send({ 'data.csv': rows, 'labels.json': ' '.repeat(4 * 1024 * 1024) });
  expect(status).toBe(413);
});
