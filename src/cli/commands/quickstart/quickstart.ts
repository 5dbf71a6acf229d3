import path from 'node:path';
import { heldOutFile, InvalidInputError, preflight, Tunewright } from '../../../client/index.js';
import type { Endpoint, Evaluation, Preflight, Run, RunResult } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { DeployResult, FineTuneResult, Prediction } from '../../../contract/run/results.js';
import { dataDirectory } from '../../data-directory.js';
import { Embedded } from '../../embedded/embedded.js';
import { evaluateFile, predictAll, predictionTable } from '../endpoints/endpoints.js';
import { evaluationText } from '../endpoints/evaluation-text.js';
import { exitCodes } from '../../exit-codes.js';
import { follow } from '../../follow.js';
import { isTerminal, print, printJson, say } from '../../output.js';
import { untilSignal } from '../../until-signal.js';
import { answerGate } from './answer-gate.js';
import { predictTyped } from './predict-typed.js';

export interface QuickstartOptions {
  data?: string;
  evaluate?: string;
  model: string;
  yes: boolean;
  json: boolean;
}

/** What an endpoint is that a finished run left. */
const inService: DeployResult['endpoint']['status'] = 'InService';

/** Asked of the model when the sample reviews are the data; with the user's own data its first rows are asked. */
const sampleTexts = [
  'An absolute delight from the first minute to the last.',
  'The soup was cold and nobody seemed to care.',
  'The staff were kind and the room was lovely.',
  'It broke after two days and the shop refused a refund.',
];

/** The main job on this machine alone: returns the exit code. */
export async function quickstart(options: QuickstartOptions): Promise<number> {
  if (!options.yes && !isTerminal()) {
    throw new InvalidInputError([
      {
        field: '--yes',
        message: 'is needed here: the deployment asks for an approval, and there is no terminal to ask on',
      },
    ]);
  }
  const started = performance.now();
  const interrupted = untilSignal();
  const embedded = await Embedded.open({ stateDirectory: path.join(dataDirectory(), 'quickstart'), log: say });
  /** The job is done; only the servers still stay. */
  let shown = false;
  /** Without its server a run would be waited for until it is back. */
  const leaving = new AbortController();
  const work = main(options, embedded, started);
  try {
    const first = await Promise.race([work, interrupted]);
    if (typeof first === 'number') return first;
    leaving.abort();
    say('\nstopping everything that was started …');
    return shown ? exitCodes.done : exitCodes.rejected;
  } finally {
    // The work fails in its own way once its servers are gone; that is no news.
    work.catch(() => undefined);
    await embedded.stop();
  }

  async function main(given: QuickstartOptions, servers: Embedded, since: number): Promise<number> {
    const tunewright = await open(servers);
    const checked = await check(given, tunewright);
    const run = await tunewright.start(checked);
    say(`run ${run.id}: ${servers.uiUrl}/namespaces/${tunewright.namespace}/workflows/${run.id}`);
    await follow(run, say, { signal: leaving.signal, onStatus: answerGate(run, given.yes) });
    leaving.signal.throwIfAborted();
    const result = await run.result();
    const { endpoint } = result;
    if (endpoint === null) throw new Error('the quickstart asks for an endpoint, and its run made none');
    const predictions = await predictAll(
      endpoint,
      given.data === undefined ? sampleTexts : checked.plan.smokeTest.samples.map(({ text }) => text),
    );
    const evaluation = given.evaluate === undefined ? undefined : await evaluated(endpoint, given.evaluate);
    const document = await documentOf(run, result, predictions, evaluation, since);
    if (given.json) {
      printJson(document);
      return exitCodes.done;
    }
    show(document, result, evaluation);
    shown = true;
    if (!isTerminal()) return exitCodes.done;
    await stay(servers, run, endpoint);
    return exitCodes.done;
  }
}

async function open(embedded: Embedded): Promise<Tunewright> {
  say('▸ Start Temporal, the local SageMaker (a stand-in, not AWS) and a worker', 'bold');
  await Promise.all([embedded.startTemporal(), embedded.startLocalSageMaker()]);
  await embedded.startWorker();
  // This process speaks to the embedded servers only, whatever its own environment says.
  for (const name of Object.keys(process.env)) if (!(name in embedded.environment)) delete process.env[name];
  Object.assign(process.env, embedded.environment);
  say(`  Temporal UI ${embedded.uiUrl}`);
  return Tunewright.connect();
}

/** Everything that can be wrong with the input is said here, at once. */
async function check(options: QuickstartOptions, tunewright: Tunewright): Promise<Preflight<'fineTune'>> {
  if (options.evaluate !== undefined) await heldOutFile(options.evaluate);
  const request = { model: { id: options.model }, ...(options.data === undefined ? {} : { data: options.data }) };
  return preflight('fineTune', { request, problems: [] }, tunewright.aws);
}

async function evaluated(endpoint: Endpoint, file: string): Promise<Evaluation> {
  say('▸ Evaluate through the endpoint', 'bold');
  return evaluateFile(endpoint, file);
}

async function documentOf(
  run: Run,
  result: RunResult<FineTuneResult>,
  predictions: Prediction[],
  evaluation: Evaluation | undefined,
  since: number,
) {
  const { historyEvents } = await run.describe();
  const { trainingJob, endpoint, dataset, smokeTest } = result;
  return {
    run: run.id,
    model: result.model,
    standIn: result.standIn ?? null,
    dataset: { rows: dataset.rows, classes: dataset.classes },
    trainingJob: { name: trainingJob.name, status: trainingJob.status, metrics: trainingJob.metrics },
    endpoint: endpoint === null ? null : { name: endpoint.name, status: inService },
    smokeTest: smokeTest === null ? null : { passed: smokeTest.passed },
    predictions: predictions.map(({ text, predictedLabel, labelName, probabilities }) => ({
      text,
      predictedLabel,
      ...defined({ labelName }),
      probabilities,
    })),
    ...(evaluation === undefined ? {} : { evaluation }),
    historyEvents: historyEvents,
    seconds: Math.round((performance.now() - since) / 100) / 10,
  };
}

function show(
  document: Awaited<ReturnType<typeof documentOf>>,
  { standIn }: Pick<FineTuneResult, 'standIn'>,
  evaluation: Evaluation | undefined,
): void {
  print();
  print(predictionTable(document.predictions.map((prediction) => ({ ...prediction, labels: [] }))));
  if (evaluation !== undefined) print(`\n${evaluationText(evaluation)}`);
  if (standIn !== undefined) print(`\n${standIn.note}`);
  print(`\n${document.run} took ${document.seconds} s and ${document.historyEvents} history events.`);
}

/** On a terminal the servers stay, to be looked at, until Ctrl-C. */
async function stay(embedded: Embedded, run: Run, endpoint: Endpoint): Promise<never> {
  const console = await embedded.startConsole();
  print(`\nConsole: ${console}`);
  await predictTyped(endpoint);
  print(`\nTemporal UI  ${embedded.uiUrl}\nThis run     ${embedded.uiUrl}/namespaces/default/workflows/${run.id}`);
  print(
    `SageMaker    export AWS_ENDPOINT_URL=${embedded.localUrl} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1`,
  );
  print('Everything stays up until Ctrl-C.');
  return new Promise<never>(() => undefined);
}
