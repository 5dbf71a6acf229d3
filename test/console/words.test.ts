import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import ts from 'typescript';
import { spanishFault } from '../../src/console/page/words/es-faults.js';
import { helpFor } from '../../src/console/server/views/hyperparameter-help.js';
import { spanishHelp } from '../../src/console/page/words/es-help.js';
import { spanishProblem } from '../../src/console/page/words/es-problems.js';
import {
  spanishNote,
  spanishSentence,
  spanishStep,
  spanishText,
  spanishTitle,
} from '../../src/console/page/words/es-rows.js';
import type { Context } from '../../src/console/server/context.js';
import { lookAtHealth } from '../../src/console/server/watch/health-look.js';
import { parseFineTuneRequest } from '../../src/contract/schema/requests.js';
import { withLabelNames } from '../../src/dataset/label-names.js';
import { unseenDataset } from '../../src/contract/dataset.js';
import { vocabularyWarning } from '../../src/local/trainer/encoder/vocabulary-fit.js';
import { learningRateWarning } from '../../src/local/trainer/jobs/learning-rate.js';
import { labelledRowsIn } from '../../src/dataset/index.js';
import { rowFaults } from '../../src/dataset/row-faults.js';
import { searchAttributeNames } from '../../src/contract/search-attributes.js';
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
  const shown = /activities\(\s*(?:'\w+'|kind),\s*['`]([^'`]+)['`]/g;
  const texts = [...sourcesOf('workflows').matchAll(shown)].map(([, text = '']) =>
    text.replace(/\$\{[^}]+\}$/, 'training').replace(/\$\{[^}]+\}/g, 'x'),
  );
  // What an endpoint's own workflow and the sweep do stands on no page.
  const unseen =
    /^(Look for what|Delete endpoint x|Delete what only|Is x still|Remove x|Tag x|Watch over|Wake who waits)/;
  const seen = texts.filter((text) => !unseen.test(text));
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((text) => spanishStep(text) === text)).toEqual([]);
});

test.each([
  ['data', 's3://rows/2 rows/: 720 rows, 2 classes', 's3://rows/2 rows/: 720 filas, 2 clases'],
  ['costs in all', 'at most 8.88 USD', 'como máximo 8,88 USD'],
  ['training costs', 'at most 0.12 USD, likely unknown', 'como máximo 0,12 USD, probablemente desconocido'],
  ['training job', 'reviews-1: Completed', 'reviews-1: completado'],
  [
    'metric',
    'validation:accuracy = 0.8125 (the largest class has 50.0 %)',
    'validation:accuracy = 0.8125 (la clase mayor tiene el 50,0 %)',
  ],
  ['gate deployment', 'approved by ana: at most for today', 'aprobada por ana: at most for today'],
  ['metric', 'validation:accuracy = 0.91', 'validation:accuracy = 0,91'],
  ['predicts', '1 (91.0 %): at most 2 rows', '1 (91.0 %): at most 2 rows'],
  ['epoch', '2/5  loss 0.31  validation loss 0.4', '2/5  pérdida 0.31  pérdida de validación 0.4'],
])('of the row "%s" only our own words are put into Spanish', (title, text, spanish) => {
  expect(spanishText(title, text)).toBe(spanish);
});

test('what every hyperparameter does is told in Spanish', () => {
  const source = readFileSync(path.join(root, 'console/server/views/hyperparameter-help.ts'), 'utf8');
  const names = [...source.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => spanishHelp(name, null) === null)).toEqual([]);
});

test('every hyperparameter of every model of the catalogue is explained, in both languages', () => {
  const data = path.join(root, '../data/jumpstart');
  const names = readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => /specs_[^/]*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(data, name), 'utf8')) as { hyperparameters?: { name: string }[] })
    .flatMap(({ hyperparameters = [] }) => hyperparameters.map(({ name }) => name))
    .filter((name) => !name.startsWith('sagemaker_'));
  const unknown = [...new Set(names)].filter((name) => helpFor(name) === null || spanishHelp(name, null) === null);
  expect(names).toContain('seed');
  expect(unknown).toEqual([]);
});

test('what the doctor says, and what to do about it, is told in Spanish', async () => {
  const away = (): Promise<never> => Promise.reject(new Error('ECONNREFUSED'));
  const told = async (tunewright: object): Promise<string[]> => {
    const context = { tunewright, region: () => Promise.resolve('eu-west-1'), options: { version: '1' } };
    const { checks } = await lookAtHealth(context as unknown as Context);
    return checks.flatMap(({ name, text, remedy }) =>
      (name === 'region' ? [] : [text, remedy]).filter((said) => said !== null),
    );
  };
  const server = { namespace: 'default', address: '127.0.0.1:7233' };
  const well = {
    ...server,
    workersPolling: () => Promise.resolve(2),
    registeredSearchAttributes: () => Promise.resolve([...searchAttributeNames]),
    aws: {
      identity: () => Promise.resolve({ account: '123456789012', local: true }),
      catalog: () => Promise.resolve({ list: () => Promise.resolve([1, 2]) }),
    },
  };
  const idle = {
    ...well,
    workersPolling: () => Promise.resolve(0),
    registeredSearchAttributes: () => Promise.resolve([]),
  };
  const broken = {
    ...server,
    workersPolling: away,
    registeredSearchAttributes: away,
    aws: { identity: away, catalog: away },
  };
  const all = (await Promise.all([well, idle, broken].map(told)))
    .flat()
    .filter((text) => !text.includes('ECONNREFUSED'));
  expect(all.length).toBeGreaterThan(12);
  expect(all.filter((text) => spanishSentence(text) === text)).toEqual([]);
});

test('every fault of a row is told in Spanish, with the rows that have it', () => {
  const told = Object.keys(rowFaults).map((fault) =>
    spanishFault({ field: 'data', fault, message: 'English', count: 7, rows: [1, 2, 3, 4, 5, 6, 7] }),
  );
  expect(told.filter((text) => !text.startsWith('Filas 1, 2, 3, 4, 5 y 2 más: '))).toEqual([]);
});

test('every kind of file that is no data.csv is told in Spanish', () => {
  const source = readFileSync(path.join(root, 'dataset/file-kind.ts'), 'utf8');
  const names = [...source.matchAll(/\bname: '(\w+)'/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(20);
  const told = names.map((fault) => [fault, spanishFault({ field: 'data', fault, message: 'English' })]);
  expect(told.filter(([, text]) => !text?.startsWith('El archivo '))).toEqual([]);
});

const repeated = (labels: readonly number[]): string => labels.map((label) => `${label},text ${label}\n`).join('');

test.each([
  ['empty', ''],
  ['oneClass', '0,a b\n0,c d\n'],
  ['offset', '1,a b\n2,c d\n'],
  ['gap', '0,a b\n3,c d\n'],
  ['numericTexts', '0,1.5\n1,2.5\n'],
  ['rowNumbers', repeated(Array.from({ length: 40 }, (_, label) => label))],
  ['returnEndsLine', '0,a b\r1,c d\r'],
])('a file whose fault is %s is told of in Spanish, and its warnings too', (fault, content) => {
  const { problems, warnings } = labelledRowsIn(Buffer.from(content)).report;
  const found = problems.find((problem) => problem.fault === fault);
  expect(found).toBeDefined();
  expect(found && spanishFault(found)).not.toBe(found?.message);
  expect(warnings.filter((warning) => spanishSentence(warning) === warning)).toEqual([]);
});

test('what is wrong with a field is told in Spanish as far as it is ours, with the value as it was given', () => {
  const { problems } = parseFineTuneRequest({ model: { id: '' }, budget: { usd: -1 }, data: 5 });
  expect(problems.length).toBeGreaterThan(2);
  expect(problems.map(({ message }) => spanishProblem(message)).filter((text) => / is | must /.test(text))).toEqual([]);
});

/** What the sources of a folder say in words: texts of four words and more, with a figure or a name where something is filled in. */
function sentencesOf(folder: string): string[] {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts') && !silent.has(path.basename(name)))
    .flatMap((name) => {
      const text = readFileSync(path.join(root, folder, name), 'utf8');
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteralLike(node)) found.push(node.text);
        if (ts.isTemplateExpression(node)) {
          found.push(node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join(''));
        }
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest));
      return found.filter((sentence) => (sentence.match(/(?<![\w"])[a-z]{2,}\b/g) ?? []).length >= 4);
    });
}

/** Their words stand on no page: of a schema, of a run's own mistakes, of credentials and files of the machine. */
const silent = new Set([
  ...['json-schema.ts', 'rung-of-step.ts', 'directory-source.ts', 'start-run.ts', 'catalog.ts'],
  // A mistake of a program that uses the library.
  'endpoint.ts',
]);

/** Words that no Spanish sentence has, outside of quotation marks and brackets. */
const english =
  /\b(?:is|are|the|must|of|not|and|with|without|there|give|choose|needs?|does|has|have|at|or|to|in|it|this|that|which|than|for|on)\b/;
const unquoted = (text: string): string => text.replace(/"[^"]*"|\([^)]*\)|\b[\w-]*-[\w-]+\b/g, '');

test.each(['plan', 'catalog', 'contract/schema', 'client/start', 'client/runs', 'client/endpoints'])(
  'everything that is wrong with a plan, or that it warns of, and why something is refused, is told in Spanish: src/%s',
  (folder) => {
    const sentences = sentencesOf(folder);
    expect(sentences.length).toBeGreaterThan(3);
    const told = sentences.map((sentence) => [sentence, spanishProblem(sentence)] as const);
    expect(told.filter(([, spanish]) => english.test(unquoted(spanish)))).toEqual([]);
  },
);

/** Names, which no language changes. */
const isName = /: (Tunewright|data\.csv|s3:\/\/\S+)$/;

/** Words between tags and in attributes that people read. */
function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const read = new Set(['alt', 'aria-label', 'help', 'label', 'placeholder', 'text', 'title', 'why']);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && read.has(node.name.getText()) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer)) found.push(node.initializer.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((text) => /\p{L}{2}/u.test(text));
}

test('no word stands in the page beside those of its two languages, but names', () => {
  const folder = path.join(root, 'console/page');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(40);
  const words = files.flatMap((name) => wordsIn(path.join(folder, name)).map((text) => `${name}: ${text}`));
  expect(words.filter((text) => !isName.test(text))).toEqual([]);
});

/** What the workflows note: the texts within `note(…)`, and those of functions that make notes. */
function notesOf(folder: string): string[] {
  const makers = new Set(['noteOn', 'noteOnEarlier', 'keptText', 'endMessage', 'notReturnedFailure', 'decisionText']);
  const found: string[] = [];
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const source = ts.createSourceFile(
      name,
      readFileSync(path.join(root, folder, name), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node, within: boolean): void => {
      const called = ts.isCallExpression(node) ? node.expression.getText(source).split('.').at(-1) : undefined;
      const declared =
        (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) &&
        makers.has(node.name?.getText(source) ?? '');
      const isNote = within || declared || called === 'note' || called === 'noteOnce';
      if (isNote && ts.isStringLiteralLike(node)) found.push(node.text);
      if (isNote && ts.isTemplateExpression(node)) {
        found.push(node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join(''));
      }
      ts.forEachChild(node, (child) => visit(child, isNote));
    };
    visit(source, false);
  }
  return found.map((text) => text.replace(/\bgate x\b/, 'gate deployment')).filter((text) => / /.test(text));
}

test.each([['workflows', 20]])(
  'what a run notes, and with which words it ends, is told in Spanish: src/%s',
  (folder, least) => {
    const notes = notesOf(folder);
    expect(notes.length).toBeGreaterThan(least);
    const told = notes.map((note) => [note, spanishNote(note)] as const);
    expect(told.filter(([, spanish]) => english.test(unquoted(spanish)))).toEqual([]);
  },
);

test.each([
  ['gate deployment rejected by ana: it must be a text', 'rechazada por ana: it must be a text'],
  [
    'gate deployment rejected by deadline: no decision until 2026-12-04T05:42:54.000Z',
    'rechazada al vencer el plazo: sin decisión hasta 2026-12-04T05:42:54.000Z',
  ],
  [
    'gate deployment rejected by ana: bad; the trained model is kept (s3://b/m.tar.gz); deploy it with: tunewright deploy --from r-1',
    'rechazada por ana: bad; el modelo entrenado se conserva (s3://b/m.tar.gz); impleméntelo con: tunewright deploy --from r-1',
  ],
  ['undoing: training job', 'se deshace: trabajo de entrenamiento'],
])('of a note only our own words are put into Spanish: %s', (note, spanish) => {
  expect(spanishNote(note)).toBe(spanish);
});

test('what a job of the stand-in and names of classes warn of is told in Spanish', () => {
  const excess = (names: readonly string[]): readonly string[] =>
    withLabelNames(unseenDataset('data.csv'), JSON.stringify(names)).warnings;
  const warnings = [
    vocabularyWarning({ unknownShare: 0.9, charactersPerToken: 2 }),
    vocabularyWarning({ unknownShare: 0, charactersPerToken: 1.5 }),
    learningRateWarning(1e-9, { topLayerOnly: true }),
    learningRateWarning(1, { topLayerOnly: false }),
    ...excess(['a', 'b'.repeat(101)]),
    ...excess(Array.from({ length: 1_001 }, (_, label) => `class ${label}`)),
    ...excess(Array.from({ length: 999 }, (_, label) => `${label} ${'c'.repeat(80)}`)),
    'early_stopping needs validation data; it is off',
  ].map(String);
  expect(warnings).toHaveLength(8);
  const told = warnings.map((warning) => [warning, spanishSentence(warning)] as const);
  expect(told.filter(([, spanish]) => english.test(unquoted(spanish)))).toEqual([]);
});
