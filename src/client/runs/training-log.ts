import type { Aws, AwsClients, LogPosition } from '../../aws/index.js';
import { readEndpointLog, readTrainingLog } from '../../aws/index.js';
import { askingAws } from '../asking-aws.js';

/** The log of a training job as far as it is written, oldest line first. @throws UnreachableError */
export const trainingLog = (aws: Aws, region: string, jobName: string): AsyncGenerator<string> =>
  wholeLog(readTrainingLog, aws.clients(region), jobName);

/** The log of the instance of an endpoint that wrote last, also of one that is deleted by now, oldest line first. @throws UnreachableError */
export const endpointLog = (aws: Aws, region: string, name: string): AsyncGenerator<string> =>
  wholeLog(readEndpointLog, aws.clients(region), name);

async function* wholeLog(read: typeof readEndpointLog, clients: AwsClients, name: string): AsyncGenerator<string> {
  let position: LogPosition = {};
  for (;;) {
    const page = await askingAws(() => read(clients, name, position));
    yield* page.lines;
    // CloudWatch answers the same token at the end.
    if (page.position.token === undefined || page.position.token === position.token) return;
    position = page.position;
  }
}
