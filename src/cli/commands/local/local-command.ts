import type { Command } from 'commander';
import { collect, port } from '../../request-options/parsers.js';
import type { ServeOptions } from './serve-locally.js';

export function addLocal(program: Command): void {
  program
    .command('local')
    .description('only the local SageMaker, S3, Logs, Service Quotas, SQS and STS, on one port of 127.0.0.1')
    .option('--port <port>', 'port; 0 takes a free one', port, 4599)
    .option('--host <name>', 'answer under this host name too, and listen on every address; repeatable', collect)
    .option(
      '--data <directory>',
      'where jobs, endpoints and objects are kept; default: the data directory of Tunewright',
    )
    .option('--fault <json>', 'make a fault, as docs/local-faults.md describes; repeatable', collect)
    .option('--pace <name=ms>', 'how long a stage takes, e.g. endpointCreating=10000; repeatable', collect)
    .option('--simulate-training <seconds[:outcome]>', 'let jobs only pass the time instead of training')
    .option('--policy <file>', 'refuse what this policy of IAM does not allow; see docs/permissions.md')
    .option('--json', 'print the address and the environment as JSON, and a line for each change of state on stderr')
    .action(async (options: ServeOptions) => {
      const { serveLocally } = await import('./serve-locally.js');
      await serveLocally(options);
    });
}
