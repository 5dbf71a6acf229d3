import { Tunewright } from '../client/index.js';

/** One connection to Temporal for one command. @throws UnreachableError */
export async function withTunewright<T>(use: (tunewright: Tunewright) => Promise<T>): Promise<T> {
  const tunewright = await Tunewright.connect();
  try {
    return await use(tunewright);
  } finally {
    await tunewright.close();
  }
}
