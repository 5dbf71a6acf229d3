import { resolve, sep } from 'node:path';

/** The path of `name` below a directory, or undefined if it would lie outside (as `../x` or `/x` would). */
export function pathInside(directory: string, name: string): string | undefined {
  if (name.includes('\0')) return undefined;
  const root = resolve(directory);
  const path = resolve(root, name);
  return path.startsWith(root + sep) ? path : undefined;
}
