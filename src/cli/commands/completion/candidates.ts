import type { Command, Option } from 'commander';

/** What has names that only a server knows. */
export type Names = 'model' | 'run';

/** What may stand at the end of a line. */
export interface Candidates {
  readonly texts: readonly string[];
  /** What has to be looked up instead; null where `texts` is all. */
  readonly names: Names | null;
  /** What of it is there already. */
  readonly typed: string;
}

/** Arguments and options whose values are looked up. */
const lookedUp: Readonly<Record<string, Names>> = { '--model': 'model', model: 'model', '--from': 'run', run: 'run' };

/** What may follow: commands, options, and the values of options and arguments as far as they are known. */
export function candidates(program: Command, words: readonly string[]): Candidates {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  const { command, given } = calledBy(program, before);
  const option = optionOf(command, before.at(-1));
  if (option !== undefined && (option.required || option.optional)) return valuesOf(option, typed);
  if (typed.startsWith('-')) return { texts: optionsOf(command), names: null, typed };
  const argument = command.registeredArguments[given];
  const ofCommands = command.commands.map((each) => each.name());
  const names = argument === undefined ? null : (lookedUp[argument.name()] ?? null);
  return { texts: [...ofCommands, ...(argument?.argChoices ?? [])], names, typed };
}

const valuesOf = ({ long, argChoices = [] }: Option, typed: string): Candidates => ({
  texts: argChoices,
  names: lookedUp[long ?? ''] ?? null,
  typed,
});

const optionsOf = (command: Command): string[] => [
  ...command.options.flatMap(({ long, hidden }) => (hidden || long === undefined || long === null ? [] : [long])),
  '--help',
];

const optionOf = (command: Command, word: string | undefined): Option | undefined =>
  command.options.find(({ long, short }) => word !== undefined && [long, short].includes(word));

/** The command that the words call, and how many of its arguments they give. */
function calledBy(program: Command, words: readonly string[]): { command: Command; given: number } {
  let command = program;
  let given = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('-')) {
      const option = optionOf(command, word);
      if (option?.required === true) index++;
      continue;
    }
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) given++;
    else [command, given] = [next, 0];
  }
  return { command, given };
}
