import type { JsonObject } from '../../../wire/service/operation.js';
import type { Expression, Filter, NestedFilters, Operator } from './expression.js';
import { isTime, valuesOf } from './property.js';

/** Whether the object meets the expression, which has been checked. */
export function matches(document: JsonObject, expression: Expression): boolean {
  const { Filters = [], NestedFilters = [], SubExpressions = [], Operator = 'And' } = expression;
  const met = [
    ...Filters.map((filter) => meets(document, filter)),
    ...NestedFilters.map((nested) => oneMeets(document, nested)),
    ...SubExpressions.map((below) => matches(document, below)),
  ];
  return Operator === 'Or' ? met.some(Boolean) : met.every(Boolean);
}

function oneMeets(document: JsonObject, { NestedPropertyName: name, Filters }: NestedFilters): boolean {
  const within = (filter: Filter): Filter => ({ ...filter, Name: filter.Name.slice(name.length + 1) });
  return valuesOf(document, name).some((each) => Filters.every((filter) => meets(each as JsonObject, within(filter))));
}

function meets(document: JsonObject, { Name, Operator = 'Equals', Value = '' }: Filter): boolean {
  const values = valuesOf(document, Name);
  if (Operator === 'Exists') return values.length > 0;
  if (Operator === 'NotExists') return values.length === 0;
  const wanted = isTime(Name) ? String(utc(Value) / 1000) : Value;
  if (Operator === 'NotEquals') return !values.some((value) => comparisons.Equals(order(value, wanted)));
  if (Operator === 'Contains') return values.some((value) => String(value).includes(wanted));
  if (Operator === 'In') {
    const choice = wanted.split(',').map((each) => each.trim());
    return values.some((value) => choice.some((each) => order(value, each) === 0));
  }
  return values.some((value) => comparisons[Operator](order(value, wanted)));
}

const comparisons: Record<
  Exclude<Operator, 'NotEquals' | 'Contains' | 'Exists' | 'NotExists' | 'In'>,
  (order: number) => boolean
> = {
  Equals: (order) => order === 0,
  GreaterThan: (order) => order > 0,
  GreaterThanOrEqualTo: (order) => order >= 0,
  LessThan: (order) => order < 0,
  LessThanOrEqualTo: (order) => order <= 0,
};

/** Numbers as numbers, hyperparameters among them, which are texts; all else as text. */
function order(value: unknown, wanted: string): number {
  const [a, b] = [String(value), wanted];
  if (isDecimal(a) && isDecimal(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

const isDecimal = (text: string): boolean => /^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);

/** Without a zone it is UTC, as for AWS. */
const utc = (text: string): number =>
  Date.parse(/(Z|[-+]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
