import type { AwsClients } from './clients.js';
import { endpoints } from './resources/index.js';
import { sageMaker } from './sagemaker.js';

/** Milliseconds: a region may have hundreds of endpoints, and a plan is better without this than late. */
const patience = 20_000;

/** The endpoint whose name differs from that one in case only: SageMaker takes both for one. Null also where that can't be found out in time. */
export async function endpointTwin(clients: AwsClients, name: string): Promise<string | null> {
  try {
    for await (const { name: other } of endpoints.list(sageMaker(clients, AbortSignal.timeout(patience)))) {
      if (other !== name && other.toLowerCase() === name.toLowerCase()) return other;
    }
  } catch {
    // Nobody is told that there is none: CreateEndpoint will say so.
  }
  return null;
}
