import { checkAwsSettings } from '../aws/aws-settings.js';
import { classify } from '../aws/errors.js';
import { InvalidSettingsError } from '../contract/invalid-settings.js';
import { InvalidInputError, UnreachableError } from './errors.js';
import { shownAddress } from './shown-address.js';

/** Errors of AWS that are nobody's bad input: unreachable, unauthenticated, throttled. @throws UnreachableError, InvalidSettingsError */
export async function askingAws<T>(ask: () => Promise<T>): Promise<T> {
  checkAwsSettings();
  try {
    return await ask();
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSettingsError) throw error;
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
