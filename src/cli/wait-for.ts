import type { Run, RunResult } from '../client/index.js';
import { RunFailedError } from '../client/errors.js';
import type { Spending } from '../contract/run/results.js';
import type { RunStatus } from '../contract/run/status.js';
import { defined } from '../contract/defined.js';
import { spendingRow } from '../view/cost.js';
import { endText } from '../view/run.js';
import { exitCodes } from './exit-codes.js';
import { follow } from './follow.js';
import { print, printJson, say } from './output.js';
import { visibleLines } from './visible.js';
import { rowLines } from './rows.js';

/** Follows a run to its end, says how it ended, and returns the exit code. Ctrl-C leaves the run going. */
export async function waitFor(run: Run, json: boolean): Promise<number> {
  const leaving = (): void => {
    say(
      `\nrun ${run.id} goes on; follow it with: tunewright runs watch ${run.id}, end it with: tunewright runs cancel ${run.id}`,
    );
    process.exit(130);
  };
  process.once('SIGINT', leaving);
  try {
    let last: RunStatus | undefined;
    const remember = (status: RunStatus): void => {
      last = status;
    };
    await follow(run, say, { onStatus: remember });
    try {
      const result = await run.result();
      report(result, json);
      return exitCodes.done;
    } catch (error) {
      if (!(error instanceof RunFailedError)) throw error;
      return reportFailure(error, last, json);
    }
  } finally {
    process.off('SIGINT', leaving);
  }
}

function report(result: RunResult, json: boolean): void {
  const endpoint = result.endpoint === null ? null : describedEndpoint(result.endpoint);
  if (json) {
    printJson({ ...result, endpoint, failure: null });
    return;
  }
  if ('unchangedSince' in result && result.outcome === 'skipped') {
    print(`skipped: the data is the one that ${result.unchangedSince ?? ''} trained on`, 'green');
    return;
  }
  print(endpoint === null ? doneTraining(result) : doneDeploying(endpoint), 'green');
  // Runs of earlier versions did not count it.
  const spending = result.spending as Spending | undefined;
  if (spending !== undefined) rowLines([spendingRow(spending)]).forEach((line) => print(line));
}

function describedEndpoint({ name, replaced, expiresAt }: NonNullable<RunResult['endpoint']>) {
  // A run is done only once its endpoint is InService.
  return { name, status: 'InService', ...defined({ replaced, expiresAt }) };
}

const doneDeploying = ({ name, expiresAt }: ReturnType<typeof describedEndpoint>): string =>
  `done: endpoint ${name} is InService${expiresAt === undefined ? '' : ` until ${expiresAt}`}; ` +
  `ask it with: tunewright endpoints predict ${name} "…"`;

const doneTraining = (result: RunResult): string =>
  `done: trained${'trainingJob' in result ? ` ${result.trainingJob.modelArtifact}` : ''}; ` +
  `deploy it with: tunewright deploy --from ${result.run}`;

function reportFailure(error: RunFailedError, status: RunStatus | undefined, json: boolean): number {
  const failure = { type: error.type, message: error.message };
  if (json) {
    const job = status?.resources.find(({ kind }) => kind === 'training job');
    printJson({
      run: error.run,
      outcome: error.outcome,
      model: status?.model ?? null,
      trainingJob: job === undefined ? null : { name: job.name, status: job.state, metrics: status?.metrics ?? {} },
      endpoint: null,
      smokeTest: status?.smokeTest ?? null,
      failure,
    });
  } else {
    print(visibleLines(endText(error.outcome, failure)), 'red');
  }
  return error.outcome === 'failed' ? exitCodes.failed : exitCodes.rejected;
}
