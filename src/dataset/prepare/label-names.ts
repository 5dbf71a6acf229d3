/** Names of the labels in the order of their classes, 0 to n-1. */
export interface LabelNames {
  readonly names: readonly string[];
  /** The class of a label as it stands in the input. */
  readonly classOf: (value: string) => number;
  /** Names that an earlier numbering, which was given, does not have. */
  readonly unknown?: readonly string[];
}

/**
 * Labels that are the same class: "0", "0.0", "+0" and " 0 " are one; "True" and "true" are one where all are truth values.
 * @param given names of an earlier result, which tell too what all are
 */
export function labelNames(values: Iterable<string>, given: readonly string[] = []): LabelNames {
  const found = [...new Set(Array.from(values, printable))];
  const canonical = canonicalForm([...found, ...given]);
  const names = [...new Set(found.map(canonical))].sort(byValue);
  const classes = new Map(names.map((name, index) => [name, index]));
  const known = new Map<string, number>();
  return {
    names,
    classOf: (value) => {
      const found = known.get(value);
      if (found !== undefined) return found;
      const label = classes.get(canonical(printable(value))) ?? -1;
      known.set(value, label);
      return label;
    },
  };
}

/** With the names that the inputs themselves give to integers, where each class has one. */
export function withGivenNames(labels: LabelNames, given: readonly (readonly string[] | undefined)[]): LabelNames {
  const [first, ...others] = given;
  if (first === undefined || others.some((other) => other?.join('\n') !== first.join('\n'))) return labels;
  const names = labels.names.map((label) => first[Number(label)]);
  return names.every((name) => name !== undefined) ? { ...labels, names } : labels;
}

/** Numbered as the names were that are given; of those that are not among them, the class is -1. */
export function numberedBy({ names, classOf }: LabelNames, given: readonly string[]): LabelNames {
  const canonical = canonicalForm([...names, ...given]);
  const classes = new Map(given.map((name, label) => [canonical(name), label]));
  const numbers = names.map((name) => classes.get(canonical(name)) ?? -1);
  return {
    names: given,
    classOf: (value) => numbers[classOf(value)] ?? -1,
    unknown: names.filter((_, label) => numbers[label] === -1),
  };
}

/** On one line, without marks that would turn what stands around it, or that nobody sees: names that look the same are the same. */
const printable = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00a0]+/gu, ' ')
    .trim();

function canonicalForm(values: readonly string[]): (value: string) => string {
  if (values.every(isWhole) || values.every(isDecimal)) return (value) => String(numberOf(value));
  if (values.every((value) => /^(true|false)$/i.test(value))) return (value) => value.toLowerCase();
  return (value) => value;
}

/** A whole number in any of the ways in which spreadsheets and programs write one: `1`, `+1`, `1.0`, `1,0`, `1e0`; `1,000` may be a thousand. */
const isWhole = (value: string): boolean =>
  /^[+-]?\d{1,15}([.,]\d*)?(e[+-]?\d{1,2})?$/i.test(value) &&
  !/,\d{3}$/.test(value) &&
  Number.isSafeInteger(numberOf(value));

/** Of as many digits as a number keeps. */
const isDecimal = (value: string): boolean => /^[+-]?\d+(\.\d*)?$/.test(value) && value.replace(/\D/g, '').length <= 15;

/** Without the sign of a zero. */
const numberOf = (value: string): number => Number(value.replace(',', '.')) + 0;

/** Numbers by size, names by their letters; the same on every machine. */
function byValue(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names that are more likely a slip than a class: of the same letters as another, or words among numbers. */
export function oddNames(names: readonly string[]): string[] {
  const words = names.filter((name) => Number.isNaN(Number(name)));
  const groups = new Map<string, string[]>();
  for (const name of words) {
    const key = name.toLowerCase().replace(/[\s_-]+/g, '');
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const several = words.filter((name) => /^[[({].*,.*[\])}]$/.test(name) || /[^\s|;][|;][^\s|;]/.test(name));
  const alike = [...groups.values()].filter(({ length }) => length > 1);
  return [
    ...alike.map((group) => `labels that differ only in spelling are different classes: ${group.join(', ')}`),
    ...(several.length > 0
      ? [
          `labels that look like several in one are classes of their own here: ${several.slice(0, 5).join(', ')}${several.length > 5 ? ', …' : ''}`,
        ]
      : []),
    ...(words.length > 0 && words.length < names.length - words.length
      ? [`most labels are numbers; these are classes too: ${words.slice(0, 10).join(', ')}`]
      : []),
  ];
}
