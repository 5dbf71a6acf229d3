/** Which columns hold the label and the text, by position. */
export interface Columns {
  readonly label: number;
  readonly text: readonly number[];
}

export interface ColumnGuess {
  readonly label: number | null;
  readonly text: readonly number[];
  /** Columns that are as likely to be the label. */
  readonly rivals: readonly number[];
}

interface Profile {
  readonly index: number;
  readonly name: string;
  readonly distinct: number;
  /** Shares of the rows, 0 to 1. */
  readonly different: number;
  readonly blank: number;
  readonly numeric: number;
  readonly links: number;
  readonly times: number;
  /** Means of the values that are not blank. */
  readonly length: number;
  readonly words: number;
  /** Integers that grow from row to row. */
  readonly counts: boolean;
}

const labelNames =
  /^(label|labels|class|classes|category|target|sentiment|intent|rating|stars|score|polarity|emotion|topic|y|v1|type|标签|etiqueta|klasse)$/i;
const textNames =
  /^(text|texts|sentence|sentences|review|reviews|comment|comments|tweet|message|content|body|utterance|query|question|document|description|v2|评论|texto)$/i;
const titleNames = /^(title|subject|headline|summary|标题)$/i;

/** A date or time, as spreadsheets and programs write them: none has words to learn from. */
const time = /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d{1,2}:\d{2})/i;

/** Whether a word is one that columns are usually called by. */
export const isColumnName = (word: string): boolean =>
  [labelNames, textNames, titleNames, /^(id|index|idx|unnamed: 0|date|user|url|label_?text|label_?name)$/i].some(
    (names) => names.test(word.trim()),
  );

/** From names and the first rows; `sample` holds no header. */
export function guessColumns(columns: readonly string[], rows: readonly (readonly string[])[]): ColumnGuess {
  // Spreadsheets write rows of delimiters alone behind the last one.
  const sample = rows.filter((row) => row.some((value) => value.trim() !== ''));
  const width = Math.max(columns.length, ...sample.map((row) => row.length));
  const profiles = Array.from({ length: width }, (_, index) => profile(index, columns[index] ?? '', sample));
  const text = textColumns(profiles);
  const rated = profiles
    .filter(({ index }) => !text.includes(index))
    .map((one) => ({ one, score: labelScore(one, sample.length) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.one.index - b.one.index);
  const [best] = rated;
  const rivals = rated.slice(1).filter(({ score }) => best !== undefined && best.score - score < 0.75);
  return { label: best?.one.index ?? null, text, rivals: rivals.map(({ one }) => one.index) };
}

function profile(index: number, name: string, sample: readonly (readonly string[])[]): Profile {
  const values = sample.map((row) => (row[index] ?? '').trim());
  const filled = values.filter((value) => value !== '');
  const rows = Math.max(filled.length, 1);
  const mean = (measure: (value: string) => number): number =>
    filled.reduce((sum, value) => sum + measure(value), 0) / rows;
  const numbers = filled.map(Number);
  return {
    index,
    name,
    distinct: new Set(filled).size,
    different: new Set(filled).size / rows,
    blank: 1 - filled.length / Math.max(values.length, 1),
    numeric: mean((value) => (Number.isNaN(Number(value)) ? 0 : 1)),
    links: mean((value) => (/^(https?:\/\/|www\.)\S+$/.test(value) ? 1 : 0)),
    times: mean((value) => (value.length <= 40 && time.test(value) ? 1 : 0)),
    length: mean((value) => value.length),
    words: mean((value) => value.split(/\s+/).length),
    counts:
      numbers.length > 2 &&
      numbers.every((number, at) => Number.isInteger(number) && (at === 0 || number > numbers[at - 1]!)),
  };
}

/** Columns of a text's name, with the title before it; else all columns of prose; else the one that is most like it. */
function textColumns(profiles: readonly Profile[]): number[] {
  const usable = profiles.filter(
    ({ distinct, links, times, blank }) => distinct > 0 && links < 0.5 && times < 0.5 && blank < 0.9,
  );
  const named = usable.filter(({ name, numeric }) => textNames.test(name.trim()) && numeric < 0.9);
  if (named.length > 0) {
    const titles = usable.filter(({ name }) => titleNames.test(name.trim()));
    return [...titles, ...named].map(({ index }) => index).sort((a, b) => a - b);
  }
  const prose = usable.filter(
    ({ words, length, different, blank }) => words >= 3 && length >= 12 && different > 0.5 && blank < 0.5,
  );
  if (prose.length > 0) return prose.map(({ index }) => index);
  const best = usable
    .filter(({ numeric, name }) => numeric < 0.5 && !labelNames.test(name.trim()))
    .sort((a, b) => textScore(b) - textScore(a))[0];
  return best === undefined ? [] : [best.index];
}

const textScore = ({ length, words, different }: Profile): number => Math.log(length + 1) + words / 3 + different;

/** Few different short values; zero or less for what can't be a label. */
function labelScore(
  { name, distinct, different, blank, numeric, times, length, words, counts }: Profile,
  rows: number,
): number {
  // All of one class, as where each class has a file of its own.
  if (distinct === 1 && labelNames.test(name.trim())) return 0.5;
  if (distinct < 2 || times > 0.5 || (counts && rows > 4) || blank > 0.5 || (words > 6 && different > 0.1)) return 0;
  // With a handful of rows, every label may be another one.
  const few = different <= 0.5 || distinct <= 2 ? 2 : rows <= 10 ? 0.5 : different <= 0.8 && rows < 100 ? 0.25 : -1;
  return (
    few +
    (labelNames.test(name.trim()) ? 3 : 0) +
    (/^(id|index|idx|date|time|user|unnamed: 0|.*_id|count)$/i.test(name.trim()) ? -3 : 0) +
    (numeric > 0.99 && length < 5 ? 0.5 : 0) -
    (length > 30 && different > 0.1 ? 1.5 : 0) -
    blank
  );
}
