import { Tunewright } from '../client/index.js';
import { inWordsOfNamespace } from '../temporal/missing-namespace.js';
import { environmentsTracing } from '../temporal/tracing/tracing.js';
import { putAroundCalls } from '../aws/index.js';
import { say } from './output.js';

/** One connection to Temporal for one command, traced where TUNEWRIGHT_TRACING says so. @throws UnreachableError, InvalidSettingsError */
export async function withTunewright<T>(use: (tunewright: Tunewright) => Promise<T>): Promise<T> {
  const tracing = await environmentsTracing('tunewright', (reason) => say(`spans can't be sent: ${reason}`));
  putAroundCalls(tracing?.aroundAwsCall ?? null);
  try {
    const tunewright = await Tunewright.connect(tracing === null ? {} : { plugins: [tracing.plugin] });
    try {
      return await use(tunewright);
    } catch (error) {
      throw inWordsOfNamespace(error, tunewright.namespace);
    } finally {
      await tunewright.close();
    }
  } finally {
    await tracing?.end();
  }
}
