import { Client, Connection } from '@temporalio/client';
import { Aws } from '../aws/index.js';
import { defined } from '../contract/defined.js';
import { connectionSettings } from '../temporal/connection-settings.js';
import type { Unwrap } from '../temporal/codec/encryption-keys.js';
import { environmentsDataConverter } from '../temporal/data-converter.js';
import { taskQueueOf } from '../temporal/task-queue.js';
import type { ConnectOptions } from './connect-options.js';
import { UnreachableError } from './errors.js';
import { shownAddress } from './shown-address.js';
import { errorText } from '../contract/text/error-text.js';

/** Temporal as the library uses it. */
export interface TemporalAccess {
  readonly client: Client;
  /** `host:port`, or what messages may call it where a connection was given. */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Closes what was opened here, and nothing else. */
  close(): Promise<void>;
}

/** A connection does not tell where it leads. */
const givenAddress = 'the connection that was given';

const connectTimeoutMilliseconds = 5_000;

/** Connects, unless there is a client or a connection already. @throws UnreachableError, InvalidSettingsError */
export async function connectTemporal(options: ConnectOptions = {}): Promise<TemporalAccess> {
  const { taskQueue = taskQueueOf(), client, interceptors, plugins = [] } = options;
  const nothing = (): Promise<void> => Promise.resolve();
  if (client !== undefined) {
    return { client, address: givenAddress, namespace: client.options.namespace, taskQueue, close: nothing };
  }
  const own = options.connection === undefined ? await connected() : null;
  const connection = options.connection ?? own?.connection;
  const namespace = options.namespace ?? own?.namespace ?? 'default';
  const close = own === null ? nothing : (): Promise<void> => own.connection.close();
  try {
    const dataConverter = options.dataConverter ?? (await environmentsDataConverter(namespace, unwrappedBy(options)));
    return {
      client: new Client({ namespace, plugins: [...plugins], ...defined({ connection, dataConverter, interceptors }) }),
      address: own?.address ?? givenAddress,
      namespace,
      taskQueue,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const unwrappedBy =
  ({ aws }: ConnectOptions): Unwrap =>
  (key) =>
    (aws ?? new Aws()).unwrapKey(key);

async function connected(): Promise<{ connection: Connection; address: string; namespace: string }> {
  const { connectionOptions, address, namespace } = connectionSettings();
  try {
    const connectTimeout = connectTimeoutMilliseconds;
    return { connection: await Connection.connect({ ...connectionOptions, connectTimeout }), address, namespace };
  } catch (error) {
    const reason = errorText(error);
    throw new UnreachableError(
      'Temporal',
      `no Temporal server answers at ${shownAddress(address)} (${reason}); start one (tunewright up) or set TEMPORAL_ADDRESS`,
      { cause: error },
    );
  }
}
