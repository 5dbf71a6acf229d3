import { Aws, endpointLog, InvalidInputError, trainingLog } from '../../../client/index.js';
import type { Run } from '../../../client/index.js';
import { print, printJson } from '../../output.js';
import { regionOf } from '../../region.js';
import { runLines } from '../../run-lines.js';
import { waitFor } from '../../wait-for.js';
import { withTunewright } from '../../with-tunewright.js';

interface Options {
  json?: true;
}

const withRun = <T>(id: string, use: (run: Run) => Promise<T>): Promise<T> =>
  withTunewright((tunewright) => use(tunewright.run(id)));

export async function showRun(id: string, options: Options): Promise<void> {
  await withRun(id, async (run) => {
    const { status: state, historyEvents, artifact } = await run.describe();
    const status = await run.status();
    if (options.json === true) return printJson({ run: id, state, historyEvents, artifact, status });
    print(`${id}: ${state} (${historyEvents} history events)`);
    if (artifact !== null) print(`trained model: ${artifact}`);
    if (status === null) {
      print('no worker answers, so there is nothing newer to show; start one with: tunewright worker');
      return;
    }
    runLines(status).forEach(([text, style]) => print(text, style));
  });
}

export function watchRun(id: string, options: Options): Promise<number> {
  return withRun(id, (run) => waitFor(run, options.json === true));
}

const logs = {
  'training job': { member: 'trainingJob', read: trainingLog },
  endpoint: { member: 'endpoint', read: endpointLog },
} as const;

/** The log of the run's newest training job, or of its endpoint, as CloudWatch has it. */
export async function showLog(id: string, options: Options & { endpoint?: true; region?: string }): Promise<void> {
  const of = options.endpoint === true ? 'endpoint' : 'training job';
  const { member, read } = logs[of];
  await withRun(id, async (run) => {
    await run.describe();
    const status = await run.status();
    const name = status?.resources.filter(({ kind }) => kind === of).at(-1)?.name;
    if (name === undefined) {
      const reason = status === null ? 'no worker answers; start one with: tunewright worker' : `it has no ${of}`;
      throw new InvalidInputError([{ field: 'run', message: `"${id}" can't tell its ${of}: ${reason}` }]);
    }
    const lines: string[] = [];
    for await (const line of read(new Aws(), await regionOf(options.region), name)) {
      if (options.json === true) lines.push(line);
      else print(line);
    }
    if (options.json === true) printJson({ run: id, [member]: name, lines });
  });
}

export async function cancelRun(id: string, options: Options): Promise<void> {
  await withRun(id, async (run) => {
    const cancelling = await run.cancel();
    if (options.json === true) printJson({ run: id, cancelling });
    else if (!cancelling) print(`${id}: has ended already; nothing was left to stop`);
    else print(`${id}: asked to stop; it undoes what it made first: tunewright runs watch ${id}`);
  });
}
