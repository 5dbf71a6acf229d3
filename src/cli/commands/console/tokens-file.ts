import path from 'node:path';
import { privateDirectory } from '../../../local/processes/private-directory.js';
import { dataDirectory } from '../../data-directory.js';

/** Of this user: all consoles that they start know the same tokens. The folder is made where it is not there. */
export function tokensFile(): string {
  const folder = path.join(dataDirectory(), 'console');
  privateDirectory(folder);
  return path.join(folder, 'tokens.json');
}
