import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addCommands } from '../../src/cli/commands/index.js';
import { pages, readPage } from './pages.js';

const program = new Command('tunewright').enablePositionalOptions();
addCommands(program);

const withSubcommands = (command: Command): Command[] => [command, ...command.commands.flatMap(withSubcommands)];
const nameOf = (command: Command): string =>
  command.parent === null ? '' : `${nameOf(command.parent)} ${command.name()}`.trim();
const commands = withSubcommands(program);
const leaves = commands.filter((command) => command.commands.length === 0).map(nameOf);
const options = new Set(commands.flatMap((command) => command.options.flatMap(({ long }) => long ?? [])));

const everything = pages.map(readPage).join('\n');
/** `--[no-]encrypt-traffic` are two. */
const optionsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])--(\[no-\])?([a-z][a-z-]*)/g)].flatMap(([, no, name = '']) =>
    no === undefined ? [`--${name}`] : [`--${name}`, `--no-${name}`],
  );

/** The command that these words call. */
function calledBy(words: readonly string[], from = program): Command {
  const next = from.commands.find((command) => command.name() === words[0]);
  return next === undefined ? from : calledBy(words.slice(1), next);
}

describe('docs of the command line', () => {
  test('tell of every option', () => {
    const told = new Set(optionsIn(everything));
    expect([...options].filter((option) => !told.has(option))).toEqual([]);
  });

  test.each(['docs/command-line.md', 'docs/requests.md', 'docs/gates.md', 'docs/endpoints.md'])(
    'tell of no option that there is not: %s',
    (page) => {
      const known = new Set([...options, '--help']);
      expect(optionsIn(readPage(page)).filter((option) => !known.has(option))).toEqual([]);
    },
  );

  // As code, and at its beginning: `plan`, `worker` or `regions` are words of the text, too.
  test.each(leaves)('tell of the command %s', (command) => {
    const asCode = new RegExp(`(?:\`|\\btunewright )${command}(?![\\w-])`);
    expect(asCode.test(everything)).toBe(true);
  });

  test.each(pages)('tell of no command that there is not: %s', (page) => {
    const called = [...readPage(page).matchAll(/(?<=^|`)tunewright ([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
    expect(called.filter((name) => !program.commands.some((command) => command.name() === name))).toEqual([]);
  });

  test.each(pages)('give no command an option that it does not have: %s', (page) => {
    // Also within the lines of other languages, and over several lines.
    const text = readPage(page).replaceAll(/\\\n\s*/g, ' ');
    const calls = [...text.matchAll(/(?<=^|`|^ +|: |\* |=["'])tunewright ([a-z][^`\n]*)/gm)].map(
      ([, call = '']) => call,
    );
    const unknown = calls.flatMap((call) => {
      const command = calledBy(call.split(' '));
      const known = ['--help', ...command.options.map(({ long }) => long)];
      return optionsIn(call.replace(/#.*/, ''))
        .filter((option) => !known.includes(option))
        .map((option) => `${call}: ${option}`);
    });
    expect(unknown).toEqual([]);
  });
});
