import { Option } from 'commander';
import type { Command } from 'commander';
import type { EndpointOptions } from './endpoints.js';
import type { ExtendOptions } from './extend-endpoint.js';
import { region, seconds } from '../../request-options/parsers.js';

export function addEndpointCommands(program: Command): void {
  const endpoints = program.command('endpoints').description('live endpoints');
  const command = (usage: string, description: string): Command =>
    endpoints
      .command(usage)
      .description(description)
      .option('--region <region>', 'AWS region; default: that of the environment', region)
      .option('--json', 'print one JSON document on stdout');
  command('list', 'endpoints of the region').action(async (options: EndpointOptions) =>
    (await import('./endpoints.js')).listAll(options),
  );
  command('show <name>', 'its state, its time to live, and which run may change it').action(
    async (name: string, options: EndpointOptions) => (await import('./extend-endpoint.js')).show(name, options),
  );
  command('predict <name> <text...>', 'classify texts').action(
    async (name: string, texts: string[], options: EndpointOptions) =>
      (await import('./endpoints.js')).predict(name, texts, options),
  );
  command('evaluate <name> <data.csv>', 'score a labelled data.csv').action(
    async (name: string, file: string, options: EndpointOptions) =>
      (await import('./endpoints.js')).evaluate(name, file, options),
  );
  command('extend <name>', 'set the time to live anew, from now on')
    .addOption(new Option('--for <time>', 'e.g. 90m, 12h or 7d').argParser(seconds).conflicts('forever'))
    .option('--forever', 'it stays until somebody deletes it')
    .action(async (name: string, options: ExtendOptions) =>
      (await import('./extend-endpoint.js')).extend(name, options),
    );
  command('delete <name>', 'delete an endpoint with its config and model').action(
    async (name: string, options: EndpointOptions) => (await import('./extend-endpoint.js')).remove(name, options),
  );
}
