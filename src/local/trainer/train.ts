/** The training container's entry: `node train.js --opt-ml DIR`, with DIR laid out as SageMaker's /opt/ml. */
import { parseArgs } from 'node:util';
import { optMl, writeFailure } from './jobs/opt-ml.js';
import { runTrainingJob } from './jobs/run-training-job.js';

/** As a shell reports a process that SIGTERM ended. */
const stoppedWithoutModel = 143;

const { values } = parseArgs({ options: { 'opt-ml': { type: 'string', default: '/opt/ml' } } });
const place = optMl(values['opt-ml'], process.env);
const log = (line: string): void => void process.stdout.write(`${line}\n`);
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort(new Error('stopped by SIGTERM')));

try {
  await runTrainingJob(place, log, stop.signal);
  // As the toolkit of the framework containers takes its leave.
  log('Reporting training SUCCESS');
} catch (error) {
  if (stop.signal.aborted) {
    log('stopped before the first epoch: there is no model to save');
    process.exitCode = stoppedWithoutModel;
  } else {
    const message = (error as Error).message;
    log(`training failed: ${message}`);
    log('Reporting training FAILURE');
    await writeFailure(place, message);
    process.exitCode = 1;
  }
}
