/** The form for a count, by the language's own rules. */
export function plural(
  language: string,
): (count: number, forms: { readonly one: string; readonly other: string }) => string {
  const rules = new Intl.PluralRules(language);
  return (count, { one, other }) => (rules.select(count) === 'one' ? one : other);
}
