import type { Argument, Command, Option } from 'commander';

/** What has names that only a server knows. */
export type Names = 'model' | 'run' | 'endpoint' | 'schedule';

/** What may stand at the end of a line. */
export interface Candidates {
  readonly texts: readonly string[];
  /** What has to be looked up instead; null where `texts` is all. */
  readonly names: Names | null;
  /** What of it is there already. */
  readonly typed: string;
  /** What stands before each of them in the same word; left out: nothing. */
  readonly before?: string;
}

/** Arguments and options whose values are looked up. */
const lookedUp: Readonly<Record<string, Names>> = {
  '--model': 'model',
  '--from': 'run',
  '--endpoint': 'endpoint',
  run: 'run',
  schedule: 'schedule',
};

/** Arguments that are called otherwise than what they name. */
const ofGroup: Readonly<Record<string, Names>> = { models: 'model', endpoints: 'endpoint' };

/** What may follow: commands, options, and the values of options and arguments as far as they are known. */
export function candidates(program: Command, words: readonly string[]): Candidates {
  const before = words.slice(0, -1);
  const typed = words.at(-1) ?? '';
  const { command, given } = calledBy(program, before);
  const option = optionOf(command, before.at(-1));
  if (option?.required === true || (option?.optional === true && !typed.startsWith('-')))
    return valuesOf(option, typed);
  const [, name, value] = /^(--[\w-]+)=(.*)$/.exec(typed) ?? [];
  const together = value === undefined ? undefined : optionOf(command, name);
  if (together?.required === true || together?.optional === true) {
    // The shell puts what is offered in the place of the whole word.
    const { texts, names } = valuesOf(together, value ?? '');
    return { texts, names, typed: value ?? '', before: `${name ?? ''}=` };
  }
  if (typed.startsWith('-')) return { texts: optionsOf(command), names: null, typed };
  const argument = command.registeredArguments[given];
  const ofCommands = command.commands.map((each) => each.name());
  const names = argument === undefined ? null : namesOf(command, argument);
  return { texts: [...ofCommands, ...(argument?.argChoices ?? [])], names, typed };
}

/** A name that is made up is nobody's to tell. */
function namesOf(command: Command, argument: Argument): Names | null {
  if (command.name() === 'create') return null;
  const ofOwnName = lookedUp[argument.name()];
  const isFirst = command.registeredArguments[0] === argument;
  return ofOwnName ?? (isFirst ? (ofGroup[command.parent?.name() ?? ''] ?? null) : null);
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
