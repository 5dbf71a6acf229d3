import type { Command } from 'commander';
import { integer } from '../request-options.js';

const collect = (name: string, before: string[] = []): string[] => [...before, name];

export function addLocal(program: Command): void {
  program
    .command('local')
    .description('only the local SageMaker, S3, Logs and STS, on one port of 127.0.0.1')
    .option('--port <port>', 'port; 0 takes a free one', integer, 4599)
    .option('--host <name>', 'answer under this host name too, and listen on every address; repeatable', collect)
    .option(
      '--data <directory>',
      'where jobs, endpoints and objects are kept; default: the data directory of Tunewright',
    )
    .action(async (options: { port: number; host?: string[]; data?: string }) => {
      const { serveLocally } = await import('../serve-locally.js');
      await serveLocally(options);
    });
}
