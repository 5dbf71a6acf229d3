import { counted, prepareDataset } from '../../../dataset/index.js';
import type { PreparedDataset, PreparedSource, Split } from '../../../dataset/index.js';
import { describeProblems } from '../../../contract/problems.js';
import { shellWord } from '../../../contract/shell-word.js';
import { exitCodes } from '../../exit-codes.js';
import { untilSignal } from '../../until-signal.js';
import { isTerminal, print, printJson, say } from '../../output.js';

export interface PrepareOptions {
  out: string;
  label?: string;
  text?: string[];
  encoding?: string;
  delimiter?: string;
  header?: boolean;
  quotes?: boolean;
  skipLines?: number;
  dropEmpty?: true;
  labels?: string[];
  split?: Split;
  seed?: number;
  json?: true;
}

/** Makes a data set of the files that somebody has. */
export async function prepare(inputs: string[], options: PrepareOptions): Promise<number> {
  const { json, ...request } = options;
  const asks = isTerminal() && json !== true ? (await import('./ask-columns.js')).askColumns : undefined;
  // The directory that is being written goes with the process.
  void untilSignal().then((signal) => process.exit(signal === 'SIGINT' ? 130 : 143));
  const made = await prepareDataset({
    ...request,
    inputs,
    choose: asks,
    onProgress: ({ rows }) => {
      if (isTerminal() && json !== true && rows % 1_000_000 === 0) say(`  read ${counted(rows, 'row', 'rows')}`);
    },
  });
  if (json === true) printJson(made);
  else report(made, options.labels !== undefined);
  return made.problems.length > 0 ? exitCodes.badInput : exitCodes.done;
}

function report({ sources, parts, labels, warnings, problems, out }: PreparedDataset, isHeldOut: boolean): void {
  for (const source of sources) say(sourceText(source));
  for (const warning of warnings) say(`warning: ${warning}`);
  if (problems.length > 0) {
    say(describeProblems(problems));
    say('nothing was written');
    return;
  }
  const named = labels.slice(0, 20).map((name, label) => `${label} = ${name}`);
  print(`labels: ${named.join(', ')}${labels.length > named.length ? ', …' : ''}`);
  for (const { file, rows, classCounts } of parts) {
    const counts = classCounts.slice(0, 20).map((count, label) => `${label}: ${count}`);
    print(`${file}: ${counted(rows, 'row', 'rows')} (${counts.join(', ')}${classCounts.length > 20 ? ', …' : ''})`);
  }
  print(
    isHeldOut
      ? `next: tunewright endpoints evaluate NAME ${shellWord(parts[0]?.file ?? out)}`
      : `next: tunewright fine-tune --model ID --data ${shellWord(out)}`,
  );
}

function sourceText({ file, form, label, text, unused, rows, dropped }: PreparedSource): string {
  const kinds = [
    [dropped.noLabel, 'without a label'],
    [dropped.noText, 'without a text'],
    [dropped.missingWord, 'with a label or text like NA'],
  ] as const;
  const left = kinds.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    `${file}: ${form}; ${counted(rows, 'row', 'rows')}${left.length > 0 ? `, of them ${left.join(', ')}` : ''}`,
    `  label: ${label}; text: ${text.join(' + ')}${unused.length > 0 ? `; not used: ${unused.join(', ')}` : ''}`,
  ].join('\n');
}
