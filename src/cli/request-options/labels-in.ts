import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { labelNamesIn } from '../../dataset/label-names.js';

/** Names of classes out of a file such as `data prepare` writes. @throws InvalidArgumentError that says what is wrong with it */
export function labelsIn(file: string): string[] {
  const read = labelNamesIn(contentOf(file));
  if ('names' in read) return [...read.names];
  throw new InvalidArgumentError(`"${file}": ${'fault' in read ? read.fault : read.excess}.`);
}

/** The same for what is only numbered by them: of any number. @throws InvalidArgumentError */
export function numberingIn(file: string): string[] {
  const read = labelNamesIn(contentOf(file));
  if ('fault' in read) throw new InvalidArgumentError(`"${file}": ${read.fault}.`);
  return [...('names' in read ? read.names : read.all)];
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
