import type { DataConverter } from '@temporalio/common';
import { Aws } from '../aws/index.js';
import { codedFailuresPath, environmentsDataConverter } from '../temporal/data-converter.js';

/** A worker's data converter by the environment; with a codec, messages and stacks of failures go through it too. @throws InvalidSettingsError */
export async function workersDataConverter(
  namespace: string,
  aws: Aws | undefined,
): Promise<DataConverter | undefined> {
  const converter = await environmentsDataConverter(namespace, (key) => (aws ?? new Aws()).unwrapKey(key));
  return converter && { ...converter, failureConverterPath: codedFailuresPath };
}
