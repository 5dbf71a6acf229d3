import { classify } from '../aws/errors.js';
import { InvalidInputError, UnreachableError } from './errors.js';
import { shownAddress } from './shown-address.js';

/** Errors of AWS that are nobody's bad input: unreachable, unauthenticated, throttled. */
export async function askingAws<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    const { message } = classify(error);
    const endpoint = process.env['AWS_ENDPOINT_URL'];
    const where = endpoint === undefined ? 'AWS' : `AWS at ${shownAddress(endpoint)}`;
    throw new UnreachableError(
      'AWS',
      `${where} can't be asked (${message}); check credentials and network, or run the local SageMaker (tunewright local)`,
      { cause: error },
    );
  }
}
