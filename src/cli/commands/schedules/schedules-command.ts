import type { Command } from 'commander';
import { Option } from 'commander';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { addFineTuneOptions } from '../../request-options/fine-tune-options.js';
import { collect, seconds } from '../../request-options/parsers.js';
import { addDataKey } from '../start/start-options.js';
import type { CreateCommandOptions, Json } from './schedules.js';

const load = () => import('./schedules.js');
const json = (command: Command): Command => command.option('--json', 'print one JSON document on stdout');

/** Schedules of Temporal that start fine-tunes. */
export function addScheduleCommands(program: Command): void {
  const schedules = program.command('schedules').description('fine-tunes at set times, started by Temporal');
  addCreate(schedules);
  json(schedules.command('list').description('schedules and when they are due')).action(async (options: Json) =>
    (await load()).listSchedules(options),
  );
  json(schedules.command('show <schedule>').description('its times, its last runs, and what was skipped')).action(
    async (id: string, options: Json) => (await load()).showSchedule(id, options),
  );
  for (const change of ['pause', 'resume'] as const) {
    const what = change === 'pause' ? 'start nothing until it is resumed' : 'start runs again';
    json(schedules.command(`${change} <schedule>`).description(what).option('--note <text>', 'why')).action(
      async (id: string, options: Json & { note?: string }) => (await load()).changeSchedule(id, change, options),
    );
  }
  json(schedules.command('trigger <schedule>').description('start a run now')).action(
    async (id: string, options: Json) => (await load()).changeSchedule(id, 'trigger', options),
  );
  json(
    schedules
      .command('backfill <schedule>')
      .description('start what was due between two times, one after the other')
      .requiredOption('--from <time>', 'such as 2026-11-01T00:00:00Z')
      .requiredOption('--to <time>', 'such as 2026-11-03T00:00:00Z'),
  ).action(async (id: string, options: Json & { from: string; to: string }) =>
    (await load()).backfillSchedule(id, options),
  );
  json(schedules.command('delete <schedule>').description('start nothing more; runs that it started go on')).action(
    async (id: string, options: Json) => (await load()).changeSchedule(id, 'delete', options),
  );
}

function addCreate(schedules: Command): void {
  const command = schedules
    .command('create <schedule>')
    .description('have Temporal start a fine-tune at set times')
    .option('--cron <expression>', "when, such as '0 3 * * 1-5'; repeatable", collect)
    .option('--every <time>', 'or how often: seconds, or a time such as 12h', seconds)
    .option('--time-zone <zone>', 'of the cron expressions, such as Europe/Berlin; default: UTC')
    .option('--jitter <time>', 'each run is late by a random time up to this', seconds)
    .addOption(
      new Option('--overlap <policy>', 'what of a run that is due while the one before goes on')
        .choices(['skip', 'buffer-one', 'buffer-all', 'cancel-other', 'allow-all'])
        .default('skip'),
    )
    .option('--catch-up <time>', 'how late a run may start after Temporal was down; default: 10m', seconds)
    .option('--no-pause-on-failure', 'go on after a run that failed or was rejected')
    .option('--only-if-data-changed', 'a run ends as skipped while data.csv is that of the last successful one')
    .option('--paused', 'start nothing until it is resumed')
    .option('--note <text>', 'a remark');
  json(addDataKey(addFineTuneOptions(command))).action(
    async (id: string, options: FineTuneCommandOptions & CreateCommandOptions) =>
      (await load()).createSchedule(id, options),
  );
}
