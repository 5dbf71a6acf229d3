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

/** The sizes of BERT that have names, by layers and width; others are told by these. */
const sizes: Readonly<Record<string, string>> = {
  '2x128': 'tiny',
  '4x256': 'mini',
  '4x512': 'small',
  '8x512': 'medium',
  '12x768': 'base',
  '24x1024': 'large',
};

/** Parts of ids that say more than their letters; in the order in which a title tells them. */
const traits: readonly (readonly [RegExp, string])[] = [
  [/\buncased\b/, 'uncased'],
  [/(?<!un)\bcased\b/, 'cased'],
  [/\bmulti\b/, 'multilingual'],
  [/\bwwm\b/, 'whole words masked'],
  [/\bpubmed\b/, 'PubMed'],
  [/\bwiki-books\b/, 'Wikipedia and books'],
  [/\bmnli\b/, 'MNLI'],
  [/\bqnli\b/, 'QNLI'],
  [/\bqqp\b/, 'QQP'],
  [/\bsquad2\b/, 'SQuAD 2'],
  [/\bsst2\b/, 'SST-2'],
];

function sizeOf(id: string): string {
  const [, layers, width] = /\bL-(\d+)-H-(\d+)\b/.exec(id) ?? [];
  if (layers === undefined || width === undefined) {
    return /-(tiny|mini|small|medium|base|large)\b/.exec(id.replace('small-bert', ''))?.[1] ?? '';
  }
  return sizes[`${layers}x${width}`] ?? `${layers} × ${width}`;
}

/** `BERT base, uncased`; of an id that follows no pattern known here what stands behind framework and task, with spaces. */
export function titleOf(id: string): string {
  if (id === 'tensorflow-tc-local-use-lite-en') return 'Universal Sentence Encoder lite';
  const [, name = id] = /-tc-(.+)$/.exec(id) ?? [];
  const family = familyOf(id);
  const told = traits.flatMap(([pattern, word]) => (pattern.test(name) ? [word] : []));
  const size = sizeOf(name);
  if (family === null || (size === '' && told.length === 0)) return name.replaceAll('-', ' ');
  return [[family, size].filter((word) => word !== '').join(' '), ...told].join(', ');
}
