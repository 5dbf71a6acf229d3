import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareDataset } from '../../../src/dataset/index.js';
import { fixture, messagesOf, newPath, prepared, rowsOf } from './prepared.js';

const texts = ['win cash now', 'see you at six', 'free entry to the draw', 'lunch at the usual place'];
const csv = (labels: readonly string[]): string =>
  `label,text\n${labels.map((label, row) => `${label},"${texts[row % 4] ?? ''} ${row}"\n`).join('')}`;
const classesOf = async (labels: readonly string[], names: readonly string[]): Promise<number[]> =>
  (await rowsOf(await prepared(csv(labels), { labels: names }))).map(([label]) => label);

describe('held-out rows that are numbered by the names of an earlier result', () => {
  test('have its numbers, in its order, though not every class is there', async () => {
    const made = await prepared(csv(['spam', 'ham', 'spam']), { labels: ['spam', 'news', 'ham'] });
    expect([made.problems, made.labels, (await rowsOf(made)).map(([label]) => label)]).toEqual([
      [],
      ['spam', 'news', 'ham'],
      [0, 2, 0],
    ]);
    expect(await readFile(path.join(made.out, 'labels.json'), 'utf8')).toBe('["spam","news","ham"]\n');
  });

  test('may all be of one class, and each of another', async () => {
    expect(await classesOf(['ham', 'ham'], ['ham', 'spam'])).toEqual([0, 0]);
    const many = Array.from({ length: 15 }, (_, label) => `topic ${label + 10}`);
    expect(await classesOf([...many].reverse(), many)).toEqual(many.map((_, label) => 14 - label));
  });

  test('are refused for all names that it does not have, at once, with those that it has', async () => {
    const made = await prepared(csv(['ham', 'Spam', 'eggs']), { labels: ['ham', 'spam'] });
    expect(made.problems).toMatchObject([{ field: 'labels', fault: 'unknownLabel', count: 2 }]);
    expect(messagesOf(made)).toContain(
      '2 labels are not among the names given: "Spam", "eggs"; the names are "ham", "spam"',
    );
  });

  test.each<[string, string[], string[], number[]]>([
    ['integers with a point', ['1.0', '0.0'], ['0', '1'], [1, 0]],
    ['integers where the names have a point', ['1', '0'], ['0.0', '1.0'], [1, 0]],
    ['truth values in other letters', ['True', 'FALSE'], ['false', 'true'], [1, 0]],
    ['a truth value that is one name among others', ['True'], ['False', 'True', 'unknown'], [1]],
    ['halves where only wholes occur', ['4', '5'], ['4', '4.5', '5'], [0, 2]],
    ['names written with accents in two parts', ['cafe\u0301', 'tea'], ['caf\u00e9', 'tea'], [0, 1]],
  ])('know %s again', async (_, labels, names, classes) => {
    expect(await classesOf(labels, names)).toEqual(classes);
  });

  test('of a Parquet file with names of its own are numbered by the names, not by its integers', async () => {
    const request = { inputs: [fixture('class-label.parquet')], out: newPath('out'), dropEmpty: true };
    const made = await prepareDataset({ ...request, labels: ['neg', 'other', 'pos'] });
    expect((await rowsOf(made)).slice(0, 2).map(([label]) => label)).toEqual([2, 0]);
  });

  test.each([
    [['ham'], 'one name'],
    [['ham', 'ham'], 'have the same name'],
  ])('are refused where the names are %j', async (names, message) => {
    expect((await prepared(csv(['ham']), { labels: names })).problems).toMatchObject([
      { field: 'labels', message: expect.stringContaining(message) as string },
    ]);
  });

  test('are not warned of for classes of a single row', async () => {
    expect((await prepared(csv(['ham', 'spam', 'spam', 'spam']), { labels: ['ham', 'spam'] })).warnings).toEqual([]);
  });
});
