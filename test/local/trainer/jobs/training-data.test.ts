import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/local/trainer/numbers/seeded-random.js';
import { countClasses, readTrainingData, splitRows } from '../../../../src/local/trainer/jobs/training-data.js';

const read = (csv: string | Uint8Array): ReturnType<typeof readTrainingData> =>
  readTrainingData(typeof csv === 'string' ? new TextEncoder().encode(csv) : csv, 'training/data.csv');

describe('training data', () => {
  it('is a label and a text a row, quoted where the text has a comma', () => {
    expect(read('0,dull\n1,"funny, and warm"\n')).toEqual({ texts: ['dull', 'funny, and warm'], labels: [0, 1] });
  });

  it('may have CRLF line ends, blank lines and a byte order mark', () => {
    expect(read('\ufeff0,dull\r\n\r\n1,funny\r\n').labels).toEqual([0, 1]);
  });

  it.each([
    ['a header', 'label,text\n0,dull\n', 'training/data.csv row 1: the label "label" is not an integer'],
    ['a negative label', '0,dull\n-1,funny\n', 'training/data.csv row 2: the label "-1" is not an integer'],
    ['an empty text', '0,dull\n1,\n', 'training/data.csv row 2: the text is empty'],
    ['a text of spaces', '0,dull\n1,"  "\n', 'training/data.csv row 2: the text is empty'],
    ['an unquoted comma', '0,dull\n1,funny, warm\n', 'training/data.csv row 2: has 3 columns'],
    ['a missing text', '0,dull\n1\n', 'training/data.csv row 2: has 1 columns'],
    ['an open quote', '0,dull\n1,"funny\n', 'training/data.csv row 2: '],
    ['nothing', '\n', 'training/data.csv has no rows'],
  ])('refuses %s', (_, csv, message) => {
    expect(() => read(csv)).toThrow(message);
  });

  it('refuses bytes that are not UTF-8 and names their row', () => {
    const latin1 = Buffer.concat([Buffer.from('0,dull\n1,caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
    expect(() => read(latin1)).toThrow('training/data.csv row 2: not UTF-8');
  });
});

describe('classes', () => {
  it('are counted from the labels', () => {
    expect(countClasses([0, 2, 1, 1], 'f')).toBe(3);
  });

  it('have no gap', () => {
    expect(() => countClasses([0, 2], 'f')).toThrow('f has 2 different labels but no 1; labels must be 0 to n-1');
  });

  it('are at least two', () => {
    expect(() => countClasses([0, 0], 'f')).toThrow('f has only one label');
  });
});

describe('the validation split', () => {
  const rows = {
    texts: Array.from({ length: 50 }, (_, row) => `t${row}`),
    labels: Array.from({ length: 50 }, () => 0),
  };

  it('holds back the given part', () => {
    expect(splitRows(rows, 0.2, seededRandom(1)).validation.texts).toHaveLength(10);
  });

  it('uses every row once', () => {
    const { training, validation } = splitRows(rows, 0.2, seededRandom(1));
    expect([...training.texts, ...validation.texts].sort()).toEqual([...rows.texts].sort());
  });

  it('is the same for the same seed', () => {
    expect(splitRows(rows, 0.2, seededRandom(1))).toEqual(splitRows(rows, 0.2, seededRandom(1)));
  });

  it('is empty for a ratio of 0', () => {
    expect(splitRows(rows, 0, seededRandom(1)).validation.texts).toEqual([]);
  });
});
