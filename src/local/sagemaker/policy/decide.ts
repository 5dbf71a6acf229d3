import type { Condition, PolicyDocument, Statement } from './policy-document.js';
import type { Right } from './right.js';

/** What a policy says of a right: allowed, denied by a statement, or named by none, which is a denial too. */
export type Decision = 'allowed' | 'denied' | 'not named';

/** As IAM decides with one identity-based policy: a denial beats every allowance. */
export function decide(policy: PolicyDocument, right: Right): Decision {
  const effects = policy.Statement.filter((statement) => applies(statement, right)).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'not named';
}

function applies(statement: Statement, { action, resource, context }: Right): boolean {
  return (
    statement.Action.some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    statement.Resource.some((pattern) => isLike(resource, pattern)) &&
    (statement.Condition === undefined || holds(statement.Condition, context))
  );
}

type Context = Right['context'];

/** Every key of every operator must hold. Names of keys are compared without case. */
function holds(condition: Condition, context: Context): boolean {
  const given = new Map(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values]));
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const values = given.get(key.toLowerCase()) ?? [];
      return operatorHolds(operator as keyof Condition, values, wanted);
    }),
  );
}

function operatorHolds(operator: keyof Condition, values: readonly string[], wanted: readonly string[]): boolean {
  const like = (value: string): boolean => wanted.some((pattern) => isLike(value, pattern));
  switch (operator) {
    case 'Null':
      return wanted.includes(String(values.length === 0));
    case 'StringEquals':
      return values.some((value) => wanted.includes(value));
    case 'StringLike':
    case 'ForAnyValue:StringLike':
      return values.some(like);
    case 'ForAllValues:StringLike':
      return values.every(like);
  }
}

/** `*` stands for any text, `?` for any one character; compared in time that grows with the product of the lengths at most. @internal */
export function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      resume = at;
    } else if (wanted === '?' || wanted === text[at]) {
      at++;
      inPattern++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return [...pattern.slice(inPattern)].every((rest) => rest === '*');
}
