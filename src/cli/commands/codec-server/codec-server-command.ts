import type { Command } from 'commander';
import { collect, port } from '../../request-options/parsers.js';
import type { CodecServerCommandOptions } from './codec-server.js';

export function addCodecServer(program: Command): void {
  program
    .command('codec-server')
    .description('decrypts payloads for the Temporal UI and command line, with the keys of TUNEWRIGHT_ENCRYPTION_KEYS')
    .option('--port <port>', 'where it listens; 0: a free one', port, 8234)
    .option(
      '--host <host>',
      'on which address; one of others than this machine needs TUNEWRIGHT_CODEC_TOKEN',
      '127.0.0.1',
    )
    .option('--origin <origin>', 'origin of a Temporal UI that may ask; repeatable', collect)
    .action(async (options: CodecServerCommandOptions) => (await import('./codec-server.js')).codecServer(options));
}
