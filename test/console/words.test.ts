import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { spanishStep, spanishText, spanishTitle } from '../../src/console/page/words/es-rows.js';
import { gateNames } from '../../src/contract/run/requests.js';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/** The text of all sources of a folder. */
const sourcesOf = (folder: string): string =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'))
    .join('\n');

/** As Spanish as English, or a word that both have. */
const same = new Set(['image']);

test('every row of a run, a gate, a plan and an endpoint has a Spanish title', () => {
  const titles = [...sourcesOf('view').matchAll(/\brow\(\s*'([^']+)'/g)].map(([, title = '']) => title);
  expect(titles.length).toBeGreaterThan(20);
  const all = [...titles, ...gateNames.map((gate) => `gate ${gate}`)];
  expect(all.filter((title) => !same.has(title) && spanishTitle(title) === title)).toEqual([]);
});

test('every step that a run takes is told in Spanish', () => {
  const shown = /activities\(\s*'(?:look|move|create|wait|cleanUp)',\s*['`]([^'`]+)['`]/g;
  const texts = [...sourcesOf('workflows').matchAll(shown)].map(([, text = '']) => text.replace(/\$\{[^}]+\}/g, 'x'));
  // What an endpoint's own workflow and the sweep do stands on no page.
  const unseen = /^(Look for what|Delete endpoint x|Delete what only|Is x still|Remove x|Tag x|Watch over)/;
  const seen = texts.filter((text) => !unseen.test(text));
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((text) => spanishStep(text) === text)).toEqual([]);
});

test.each([
  ['data', 's3://rows/2 rows/: 720 rows, 2 classes', 's3://rows/2 rows/: 720 filas, 2 clases'],
  ['costs in all', 'at most 8.88 USD', 'como máximo 8,88 USD'],
  ['training costs', 'at most 0.12 USD, likely unknown', 'como máximo 0,12 USD, probablemente desconocido'],
  ['training job', 'reviews-1: Completed', 'reviews-1: completado'],
  ['gate deployment', 'approved by ana: at most for today', 'aprobada por ana: at most for today'],
  ['metric', 'validation:accuracy = 0.91', 'validation:accuracy = 0,91'],
  ['predicts', '1 (91.0 %): at most 2 rows', '1 (91.0 %): at most 2 rows'],
  ['epoch', '2/5  loss 0.31  validation loss 0.4', '2/5  pérdida 0.31  pérdida de validación 0.4'],
])('of the row "%s" only our own words are put into Spanish', (title, text, spanish) => {
  expect(spanishText(title, text)).toBe(spanish);
});
