#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCommands } from './commands/index.js';
import { exitCodes } from './exit-codes.js';
import { printJson } from './output.js';
import { reportError } from './report-error.js';
import { shownProblems } from '../contract/problems.js';
import { withoutSignatures } from '../contract/text/without-signatures.js';
import { visible } from './visible.js';

// It would stand above every command's output; the README names the Node.js versions.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('tunewright')
  .description('Durable fine-tuning and deployment of SageMaker JumpStart text classifiers')
  // After a subcommand, --version is the model's.
  .version(version, '-V, --version')
  .enablePositionalOptions()
  .exitOverride()
  .configureHelp({ showGlobalOptions: false })
  .configureOutput({ outputError: (text, write) => write(withoutSignatures(visible(text))) })
  .showHelpAfterError('(try --help)');
addCommands(program);

/** Words that the parser refuses are bad input like any other; it has said so on stderr. */
function refuse({ code, message }: CommanderError): number {
  const text = code === 'commander.help' ? 'is missing' : message.replace(/^error: /, '');
  const field = /'.*?(--[\w-]+)/.exec(text)?.[1] ?? /argument '([\w.-]+)'/.exec(text)?.[1] ?? 'command';
  if (process.argv.includes('--json')) {
    printJson({ error: 'InvalidInput', problems: shownProblems([{ field, message: text }]) });
  }
  return exitCodes.badInput;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.done : refuse(error);
  else process.exitCode = reportError(error, process.argv.includes('--json'));
}
