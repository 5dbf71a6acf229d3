import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { UnreachableError } from './errors.js';
import { shownAddress } from './shown-address.js';

export interface TemporalAccess {
  client: Client;
  address: string;
  namespace: string;
}

const connectTimeoutMilliseconds = 5_000;

/** Connects as the environment and the TOML profiles of `@temporalio/envconfig` say. @throws UnreachableError */
export async function connectTemporal(): Promise<TemporalAccess> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: connectTimeoutMilliseconds });
    return { client: new Client({ connection, namespace }), address, namespace };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreachableError(
      'Temporal',
      `no Temporal server answers at ${shownAddress(address)} (${reason}); start one (tunewright up) or set TEMPORAL_ADDRESS`,
      { cause: error },
    );
  }
}
