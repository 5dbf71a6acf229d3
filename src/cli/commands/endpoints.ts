import type { Command } from 'commander';

export interface EndpointOptions {
  region?: string;
  json?: true;
}

export function addEndpointCommands(program: Command): void {
  const endpoints = program.command('endpoints').description('live endpoints');
  const command = (usage: string, description: string): Command =>
    endpoints
      .command(usage)
      .description(description)
      .option('--region <region>', 'AWS region; default: that of the environment')
      .option('--json', 'print one JSON document on stdout');
  command('list', 'endpoints of the region').action(async (options: EndpointOptions) =>
    (await import('../endpoints.js')).listAll(options),
  );
  command('predict <name> <text...>', 'classify texts').action(
    async (name: string, texts: string[], options: EndpointOptions) =>
      (await import('../endpoints.js')).predict(name, texts, options),
  );
  command('evaluate <name> <data.csv>', 'score a labelled data.csv').action(
    async (name: string, file: string, options: EndpointOptions) =>
      (await import('../endpoints.js')).evaluate(name, file, options),
  );
  command('delete <name>', 'delete an endpoint with its config and model').action(
    async (name: string, options: EndpointOptions) => (await import('../endpoints.js')).remove(name, options),
  );
}
