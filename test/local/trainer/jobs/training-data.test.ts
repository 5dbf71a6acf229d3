import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../src/local/trainer/numbers/seeded-random.js';
import { readTrainingData, splitRows } from '../../../../src/local/trainer/jobs/training-data.js';

const read = (csv: string | Uint8Array): ReturnType<typeof readTrainingData> =>
  readTrainingData(typeof csv === 'string' ? new TextEncoder().encode(csv) : csv, 'training/data.csv');

describe('training data', () => {
  it('is a label and a text a row, quoted where the text has a comma', () => {
    expect(read('0,dull\n1,"funny, and warm"\n')).toMatchObject({ texts: ['dull', 'funny, and warm'], labels: [0, 1] });
  });

  it('may have CRLF line ends, blank lines and a byte order mark', () => {
    expect(read('\ufeff0,dull\r\n\r\n1,funny\r\n').labels).toEqual([0, 1]);
  });

  it('counts the classes', () => {
    expect(read('0,a\n2,b\n1,c\n1,d\n').classes).toBe(3);
  });

  it.each([
    ['a header', 'label,text\n0,dull\n1,fine\n', 'training/data.csv: row 1 "label,text" is a header'],
    ['a negative label', '0,dull\n1,fine\n-1,funny\n', 'row 3 "-1" has a negative label'],
    ['a text of spaces', '0,dull\n1,"  "\n', 'row 2 has an empty text'],
    ['an unquoted comma', '0,dull\n1,funny, warm\n', 'row 2 "1,funny, warm" has more than two columns'],
    ['one class', '0,dull\n0,funny\n', 'only class 0 occurs'],
    ['nothing', '\n', 'data.csv is empty'],
  ])('refuses %s in the words of the check', (_, csv, message) => {
    expect(() => read(csv)).toThrow(message);
  });

  it('names everything that is wrong', () => {
    expect(() => read('0,dull\n1,\nx,fine\n')).toThrow(/row 3 "x"[^]*\n[^]*row 2 has an empty text/);
  });

  it('may lack classes where rows are only scored', () => {
    expect(readTrainingData(Buffer.from('1,a\n1,b\n'), 'f', 2).labels).toEqual([1, 1]);
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
