/** Characters of a person's name. */
const longestName = 100;

/** By these names a gate tells that no person decided. */
const noPersons: readonly string[] = ['rule', 'deadline'];

/** A person's name as it is kept: without blanks around it, one blank where there were several. */
export const personName = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** What is compared: "Ana", "ana " and "ＡＮＡ" are one person. */
const folded = (name: string): string => personName(name.normalize('NFKC').replace(/\p{Cf}/gu, '')).toLowerCase();

/** Do both texts name one person? */
export const isSamePerson = (a: string, b: string): boolean => folded(a) === folded(b);

/** Why a value names no person, or null. */
export function personFault(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be the name of a person';
  const { length } = [...personName(value)];
  if (length > longestName || folded(value) === '') return `must be a name of 1 to ${longestName} characters`;
  return noPersons.includes(folded(value)) ? 'must be the name of a person: a gate itself decides by that one' : null;
}
