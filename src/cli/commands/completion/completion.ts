import type { Command } from 'commander';
import { print } from '../../output.js';
import { candidates } from './candidates.js';
import { scripts } from './scripts.js';
import { lookedUp } from './looked-up.js';

/** Prints the script of a shell, or what may follow the words: nothing where the shell shall offer files. */
export async function complete(
  program: Command,
  shell: keyof typeof scripts | 'words',
  words: string[],
): Promise<void> {
  if (shell !== 'words') return print(scripts[shell]);
  const { texts, names, typed, before = '' } = candidates(program, words);
  const found = names === null ? texts : await lookedUp(names);
  for (const text of found.filter((each) => each.startsWith(typed))) print(`${before}${text}`);
  // Whatever still waits for a server must not hold up the shell.
  process.stdout.write('', () => process.exit());
}
