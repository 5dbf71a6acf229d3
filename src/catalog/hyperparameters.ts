import type { HyperparameterSpec, ModelSpec } from './model-spec.js';
import { nearest } from '../contract/text/nearest.js';
import type { PythonScalar } from './python-number.js';
import { PythonFloat, pythonString } from './python-number.js';
import { hyperparametersOf } from './variants.js';

/** A number that was written as a float (`5.0`) can be given as such; a plain 5.0 is the integer 5 in JavaScript. */
export type HyperparameterValue = string | number | boolean | PythonFloat;

/** What is wrong with one hyperparameter; the message tells what would be right. */
export interface HyperparameterProblem {
  name: string;
  message: string;
}

/** Hyperparameters of a document for an instance type: its overrides replace or follow the document's own. */
export function hyperparameterSpecs(spec: ModelSpec, instanceType?: string): HyperparameterSpec[] {
  const overrides = instanceType === undefined ? [] : hyperparametersOf(spec.training.variants, instanceType);
  const byName = new Map(spec.training.hyperparameters.map((entry) => [entry.name, entry]));
  for (const override of overrides) byName.set(override.name, override);
  return [...byName.values()];
}

/** Defaults in the document's order as the Python SDK prints them (`0.0`, `1e-07`). */
export function defaultHyperparameters(
  spec: ModelSpec,
  options: { instanceType?: string; includeContainer?: boolean } = {},
): Record<string, string> {
  const entries = hyperparameterSpecs(spec, options.instanceType).filter(
    ({ scope }) => scope === 'algorithm' || options.includeContainer === true,
  );
  return Object.fromEntries(entries.map((entry) => [entry.name, pythonString(entry.default)]));
}

/** Which hyperparameters must be given besides being right: none, those of the algorithm, or the container's as well. */
export type RequiredHyperparameters = 'none' | 'algorithm' | 'all';

/** Every problem of the given values: unknown names (with the nearest), wrong types, values out of range, missing ones. */
export function validateHyperparameters(
  specs: readonly HyperparameterSpec[],
  given: Readonly<Record<string, HyperparameterValue>>,
  required: RequiredHyperparameters = 'none',
): HyperparameterProblem[] {
  const byName = new Map(specs.map((entry) => [entry.name, entry]));
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const entry = byName.get(name);
    const message = entry === undefined ? unknown(name, [...byName.keys()]) : checks[entry.type](value, entry);
    return message === null ? [] : [{ name, message }];
  });
  const missing = specs.filter(({ name, scope }) => isRequired(scope, required) && !Object.hasOwn(given, name));
  return [...wrong, ...missing.map(({ name }) => ({ name, message: 'is missing; it must be given here' }))];
}

const isRequired = (scope: HyperparameterSpec['scope'], required: RequiredHyperparameters): boolean =>
  required === 'all' || (required === 'algorithm' && scope === 'algorithm');

function unknown(name: string, known: string[]): string {
  const near = nearest(name, known);
  return near.length > 0
    ? `unknown; did you mean ${near.join(' or ')}?`
    : `unknown; this model has ${known.join(', ')}`;
}

const checks: Record<
  HyperparameterSpec['type'],
  (value: HyperparameterValue, entry: HyperparameterSpec) => string | null
> = { text: checkText, int: checkInteger, float: checkFloat, bool: checkBoolean };

function checkBoolean(value: HyperparameterValue): string | null {
  if (typeof value === 'boolean' || /^(true|false)$/i.test(String(value))) return null;
  return `${shown(value)} is not a boolean; use true or false`;
}

function checkText(value: HyperparameterValue, entry: HyperparameterSpec): string | null {
  const options = entry.options?.map(pythonString);
  const allowed = options === undefined ? 'a text' : `one of ${options.map(shown).join(', ')}`;
  if (typeof value !== 'string') return `${shown(value)} is not a text; use ${allowed}, as a string`;
  if (options !== undefined && !options.includes(value)) return `${shown(value)} is not allowed; use ${allowed}`;
  // The SDK applies the bounds of a text to its length.
  const fault = boundsFault([...value].length, entry);
  return fault === null ? null : `${shown(value)} has ${[...value].length} characters; the length ${fault}`;
}

function checkInteger(value: HyperparameterValue, entry: HyperparameterSpec): string | null {
  if (!/^[+-]?\p{Nd}+$/u.test(String(value)) || typeof value === 'boolean') {
    return `${shown(value)} is not an integer${rangeOf(entry)}`;
  }
  return checkRange(value, entry);
}

function checkFloat(value: HyperparameterValue, entry: HyperparameterSpec): string | null {
  const text = String(value)
    .trim()
    .replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (typeof value === 'boolean' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    return `${shown(value)} is not a finite number${rangeOf(entry)}`;
  }
  return checkRange(value, entry);
}

function checkRange(value: HyperparameterValue, entry: HyperparameterSpec): string | null {
  const fault = boundsFault(Number(String(value).replaceAll('_', '')), entry);
  return fault === null ? null : `${shown(value)} is out of range; it ${fault}`;
}

function boundsFault(value: number, entry: HyperparameterSpec): string | null {
  const bounds: [PythonScalar | undefined, (bound: number) => boolean, string][] = [
    [entry.min, (bound) => value >= bound, 'must be at least'],
    [entry.max, (bound) => value <= bound, 'must be at most'],
    [entry.exclusiveMin, (bound) => value > bound, 'must be greater than'],
    [entry.exclusiveMax, (bound) => value < bound, 'must be less than'],
  ];
  const broken = bounds.find(([bound, holds]) => bound !== undefined && !holds(numberOf(bound)));
  return broken === undefined ? null : `${broken[2]} ${pythonString(broken[0] ?? null)}`;
}

function rangeOf(entry: HyperparameterSpec): string {
  if (entry.min === undefined && entry.max === undefined) return '';
  const low = entry.min === undefined ? '' : ` from ${pythonString(entry.min)}`;
  const high = entry.max === undefined ? '' : ` to ${pythonString(entry.max)}`;
  return `; allowed are values${low}${high}`;
}

const numberOf = (value: PythonScalar): number => (value instanceof PythonFloat ? value.value : Number(value));
const shown = (value: HyperparameterValue): string =>
  typeof value === 'string' ? JSON.stringify(value) : pythonString(value);
