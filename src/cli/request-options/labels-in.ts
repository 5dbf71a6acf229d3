import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { labelNamesIn } from '../../dataset/label-names.js';

/** Names of classes out of a file such as `data prepare` writes. @throws InvalidArgumentError that says what is wrong with it */
export function labelsIn(file: string): string[] {
  const read = labelNamesIn(contentOf(file));
  if ('names' in read) return [...read.names];
  throw new InvalidArgumentError(`"${file}": ${'fault' in read ? read.fault : read.excess}.`);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
