import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { numberingIn } from '../../request-options/labels-in.js';
import type { PrepareOptions } from './prepare-dataset.js';

const characters: Readonly<Record<string, string>> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';', bar: '|' };

export function addPrepare(data: Command, action: (inputs: string[], options: PrepareOptions) => Promise<void>): void {
  data
    .command('prepare <file...>')
    .description('make a data set that trains: from CSV, TSV, JSON, fastText, Markdown or Parquet, plain or in gzip or zip, or a folder for each class')
    .requiredOption('--out <dir>', 'directory to write data.csv and labels.json to')
    .option('--label <column>', 'column of the label, by name or number from 1; default: guessed')
    .option('--text <column,…>', 'columns of the text, joined by a blank; default: guessed', list)
    .option('--encoding <name>', 'for example windows-1252, gb18030, utf-16le; default: found out')
    .option('--delimiter <character>', 'one character, or tab; default: found out', delimiter)
    .option('--header', 'the first row holds names of columns; default: found out')
    .option('--no-header', 'the first row is data')
    .option('--no-quotes', 'quotes are part of the texts, as in many files with tabs; default: found out')
    .option('--skip-lines <number>', 'lines above the table, such as a title; default: found out', integer)
    .option('--drop-empty', 'leave out rows without a label or a text')
    .option('--labels <file>', 'held-out rows: number them by this labels.json; default: by the names in the rows', numberingIn)
    .option('--split <part=share,…>', 'hold rows out: validation=0.1,test=0.1', split)
    .option('--seed <number>', 'of the split; default: 1', integer)
    .option('--json', 'print one JSON document on stdout')
    .action(action);
}

const list = (value: string): string[] => value.split(',').map((name) => name.trim());

function delimiter(value: string): string {
  const character = characters[value] ?? value;
  if (character.length === 1 && character !== '"' && character.charCodeAt(0) < 128) return character;
  throw new InvalidArgumentError('one ASCII character, or tab.');
}

function integer(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('an integer from 0 on.');
}

function split(value: string): NonNullable<PrepareOptions['split']> {
  const parts = value.split(',').map((part) => /^(validation|test)=(0?\.\d+|0)$/.exec(part.trim()));
  if (parts.some((part) => part === null)) throw new InvalidArgumentError('for example validation=0.1,test=0.1.');
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', Number(part?.[2])]));
}
