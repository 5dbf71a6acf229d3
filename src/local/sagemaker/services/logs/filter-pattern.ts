/**
 * The plain-text form of a CloudWatch Logs filter pattern: all terms must occur, terms after `?` are alternatives,
 * terms after `-` must not occur; quotes keep a term with spaces together. Case counts. An empty pattern matches all.
 */
export function matchesFilter(message: string, pattern: string): boolean {
  const terms = [...pattern.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, quoted, plain]) => ({
    sign,
    occurs: message.includes(quoted ?? plain ?? ''),
  }));
  const alternatives = terms.filter(({ sign }) => sign === '?');
  return (
    terms.every(({ sign, occurs }) => sign === '?' || (sign === '-' ? !occurs : occurs)) &&
    (alternatives.length === 0 || alternatives.some(({ occurs }) => occurs))
  );
}
