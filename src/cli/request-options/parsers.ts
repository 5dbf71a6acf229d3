import { InvalidArgumentError } from 'commander';
import { regionPattern } from '../../contract/region.js';

/** How the words of an option become values; a word that can't be one is refused by the parser of the command line, with exit code 2. */

export function integer(argument: string): number {
  if (!/^\d{1,9}$/.test(argument)) throw new InvalidArgumentError('give a whole number.');
  return Number(argument);
}

const mostPort = 65_535;

export function port(argument: string): number {
  const number = integer(argument);
  if (number > mostPort) throw new InvalidArgumentError(`give a port from 0 to ${mostPort}.`);
  return number;
}

export function decimal(argument: string): number {
  if (!/^\d{1,9}(\.\d+)?$/.test(argument)) throw new InvalidArgumentError('give a number, such as 0.8.');
  return Number(argument);
}

export function region(argument: string): string {
  if (!regionPattern.test(argument)) throw new InvalidArgumentError('give an AWS region, such as us-east-1.');
  return argument;
}

const secondsIn: Record<string, number> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** `5400`, `90m`, `12h` or `7d`, as seconds. */
export function seconds(argument: string): number {
  const [, count, unit] = /^(\d{1,9})([smhd]?)$/.exec(argument) ?? [];
  const factor = unit === undefined ? undefined : secondsIn[unit];
  if (factor === undefined) throw new InvalidArgumentError('give seconds, or a time such as 90m, 12h or 7d.');
  return Number(count) * factor;
}

/** One time for all, or one for each of a list. */
export const secondsList = (argument: string): number | number[] => oneOrMany(argument.split(',').map(seconds));

export const list = (argument: string, before: string[] = []): string[] => [...before, ...argument.split(',')];

export const collect = (argument: string, before: string[] = []): string[] => [...before, argument];

export const oneOrMany = <T>(values: T[]): T | T[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : values;

/** `NAME=VALUE`, repeatable: values stay texts, as the Python SDK sends those of its defaults. A name is given once. */
export const pairs =
  (example: string) =>
  (argument: string, before: Record<string, string> = {}): Record<string, string> => {
    const [name, value] = splitPair(argument, example);
    if (Object.hasOwn(before, name)) throw givenTwice(name);
    return { ...before, ...Object.fromEntries([[name, value]]) };
  };

/** The last would win without a word. */
export const givenTwice = (name: string): InvalidArgumentError => new InvalidArgumentError(`"${name}" is given twice.`);

export function splitPair(argument: string, example: string): [name: string, value: string] {
  const at = argument.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`write NAME=VALUE, such as ${example}.`);
  return [argument.slice(0, at), argument.slice(at + 1)];
}
