import path from 'node:path';
import { exportLines } from '../../local/sagemaker/environment.js';
import { dataDirectory } from '../data-directory.js';
import { print, say } from '../output.js';
import { untilSignal } from '../until-signal.js';
import { Embedded } from './embedded.js';

/** Everything embedded until Ctrl-C; workflows, jobs and objects are kept for the next start. */
export async function up(): Promise<void> {
  const stopped = untilSignal();
  const home = path.join(dataDirectory(), 'up');
  const embedded = await Embedded.open({ stateDirectory: path.join(home, 'processes'), dataDirectory: home, log: say });
  try {
    await Promise.all([embedded.startTemporal(), embedded.startLocalSageMaker()]);
    await embedded.startWorker();
    const console = await embedded.startConsole();
    for (const line of exportLines(embedded.localUrl)) print(line);
    print(`export TEMPORAL_ADDRESS=${embedded.temporalAddress}`);
    print(`Console: ${console}`);
    say(`Temporal UI: ${embedded.uiUrl}`);
    say(
      'local SageMaker (a stand-in, not AWS), Temporal, a worker and the console are up; Ctrl-C ends them, their state is kept',
    );
    await stopped;
  } finally {
    await embedded.stop();
  }
}
