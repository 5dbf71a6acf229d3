import type { Command } from 'commander';
import { Option } from 'commander';
import { port, seconds } from '../../request-options/parsers.js';
import type { ConsoleCommandOptions } from './console.js';
import type { TokenOptions } from './tokens.js';

const defaultPort = 8234;

export function addConsole(program: Command): void {
  const console = program
    .command('console')
    .description('a web page and an HTTP API, on this machine: fine-tune, approve, deploy, predict')
    .enablePositionalOptions()
    .option('--port <port>', `port on 127.0.0.1; 0: any (default: ${defaultPort}, or any where that is taken)`, port)
    .option('--host <name:port...>', 'further names by which browsers reach it, through a tunnel or a proxy')
    .option('--ui <url>', 'address of the Temporal UI, for links to it')
    .option('--execution-role <arn>', 'SageMaker execution role of the runs that name none; on AWS every run needs one')
    .option('--no-self-approval', 'who started a run may not decide at its gates')
    .option('--trust-proxy-user <header>', 'a proxy signs people in, and names them in this header')
    .option('--proxy <address...>', 'addresses of that proxy, e.g. 10.0.0.0/8')
    .option('--roles <file>', 'JSON: the role of each user of the proxy by name, "*" for everybody else')
    .option('--listen <address>', 'another address than 127.0.0.1; only with --trust-proxy-user')
    .option('--json', 'print {"url","token"} as one line on stdout')
    .action(async (options: Omit<ConsoleCommandOptions, 'defaultPort'>) =>
      (await import('./console.js')).serveConsole({ ...options, defaultPort }),
    );
  const tokens = console.command('token').description('tokens by which programs use the API');
  tokens
    .command('create')
    .description('make a token; it is told this once')
    .requiredOption('--name <name>', 'who uses it: on record with what they do')
    .addOption(
      new Option('--role <role>', 'what they may').choices(['viewer', 'operator', 'approver']).makeOptionMandatory(),
    )
    .option('--for <time>', 'how long it counts, e.g. 90d; default: until it is revoked', seconds)
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: TokenOptions) => (await import('./tokens.js')).createToken(options));
  tokens
    .command('list')
    .description('tokens, without their secrets')
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: { json?: true }) => (await import('./tokens.js')).listTokens(options));
  tokens
    .command('revoke <id>')
    .description('make a token worthless at once')
    .option('--json', 'print one JSON document on stdout')
    .action(async (id: string, options: { json?: true }) => (await import('./tokens.js')).revokeToken(id, options));
}
