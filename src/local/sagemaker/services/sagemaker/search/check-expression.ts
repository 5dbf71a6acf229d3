import { validationException } from '../resources/validation-exception.js';
import type { Expression, Filter } from './expression.js';
import { checkProperty, isTime } from './property.js';

/** Filters, nested ones and expressions together, as AWS documents it. */
const mostConditions = 50;

/** Checks what the service's model does not say. @throws ServiceError ValidationException */
export function checkExpression(expression: Expression): void {
  const conditions = count(expression);
  if (conditions > mostConditions) {
    throw validationException(`SearchExpression has ${conditions} conditions, and may have ${mostConditions} at most.`);
  }
  check(expression);
}

function count({ Filters = [], NestedFilters = [], SubExpressions = [] }: Expression): number {
  const below = [...NestedFilters.map((nested) => nested.Filters.length), ...SubExpressions.map(count)];
  return [Filters.length, NestedFilters.length, SubExpressions.length, ...below].reduce((sum, each) => sum + each, 0);
}

function check({ Filters = [], NestedFilters = [], SubExpressions = [] }: Expression): void {
  if (Filters.length + NestedFilters.length + SubExpressions.length === 0) {
    throw validationException('SearchExpression must have at least one subexpression, filter, or nested filter.');
  }
  for (const filter of Filters) checkFilter(filter);
  for (const nested of NestedFilters) {
    checkProperty(nested.NestedPropertyName);
    for (const filter of nested.Filters) checkFilter(filter, `${nested.NestedPropertyName}.`);
  }
  for (const below of SubExpressions) check(below);
}

function checkFilter({ Name, Operator = 'Equals', Value }: Filter, prefix = ''): void {
  checkProperty(Name);
  if (!Name.startsWith(prefix)) throw validationException(`Filter ${Name} must begin with ${prefix}`);
  const needsValue = Operator !== 'Exists' && Operator !== 'NotExists';
  if (needsValue && Value === undefined) throw validationException(`Filter ${Name} with ${Operator} needs a Value.`);
  if (needsValue && isTime(Name) && Number.isNaN(Date.parse(Value ?? ''))) {
    throw validationException(`Value of ${Name} must be a date and time such as 2026-01-31T12:00:00, not "${Value}".`);
  }
}
