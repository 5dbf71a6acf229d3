/** What the id of a JumpStart text classifier tells: `tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2`. */

const families: readonly (readonly [RegExp, string])[] = [
  [/-local-/, 'Local stand-in'],
  [/talking-heads/, 'Talking Heads'],
  [/small-bert/, 'Small BERT'],
  [/experts-bert/, 'BERT experts'],
  [/distilbert/, 'DistilBERT'],
  [/albert/, 'ALBERT'],
  [/roberta/, 'RoBERTa'],
  [/electra/, 'ELECTRA'],
  [/xlnet/, 'XLNet'],
  [/bert/, 'BERT'],
];

export const familyOf = (id: string): string | null => families.find(([pattern]) => pattern.test(id))?.[1] ?? null;

export const languageOf = (id: string): string | null =>
  /(?:^|-)(multi)(?:-|$)/.exec(id)?.[1] ?? /(?:^|-)(en|es|de|fr|pt|it|ja|ko|zh|ar|nl)(?:-|$)/.exec(id)?.[1] ?? null;

/** Without the framework and the task, with spaces: `bert en uncased L-12 H-768 A-12 2`. */
export function titleOf(id: string): string {
  const [, name = id] = /-tc-(.+)$/.exec(id) ?? [];
  return name.replaceAll('-', ' ').replace(/\b([LHA]) (\d+)/g, '$1-$2');
}
