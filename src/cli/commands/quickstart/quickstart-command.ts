import type { Command } from 'commander';

export function addQuickstart(program: Command): void {
  program
    .command('quickstart')
    .description('everything embedded: fine-tune, approve, deploy, evaluate, predict')
    .option('--data <path|s3://>', 'a data.csv of your own; default: sample reviews')
    .option('--evaluate <path>', 'a labelled data.csv to score through the deployed endpoint')
    .option('--model <id>', 'model of the catalogue', 'tensorflow-tc-local-use-lite-en')
    .option('--yes', 'approve the deployment without asking')
    .option('--json', 'print one JSON document on stdout and exit')
    .action(async (options: { data?: string; evaluate?: string; model: string; yes?: true; json?: true }) => {
      const { quickstart } = await import('./quickstart.js');
      process.exitCode = await quickstart({ ...options, yes: options.yes === true, json: options.json === true });
    });
}
