import type { Aws, AwsClients, ListPage, LogPosition } from '../../aws/index.js';
import { boundedPages, readEndpointLog, readTrainingLog } from '../../aws/index.js';
import { askingAws } from '../asking-aws.js';

/** The log of a training job as far as it is written, oldest line first. @throws UnreachableError */
export const trainingLog = (aws: Aws, region: string, jobName: string): AsyncGenerator<string> =>
  wholeLog(readTrainingLog, aws.clients(region), jobName);

/** The log of the instance of an endpoint that wrote last, also of one that is deleted by now, oldest line first. @throws UnreachableError */
export const endpointLog = (aws: Aws, region: string, name: string): AsyncGenerator<string> =>
  wholeLog(readEndpointLog, aws.clients(region), name);

async function* wholeLog(...log: Parameters<typeof pagesOf>): AsyncGenerator<string> {
  for await (const { lines } of boundedPages(pagesOf(...log))) yield* lines;
}

async function* pagesOf(
  read: typeof readEndpointLog,
  clients: AwsClients,
  name: string,
): AsyncGenerator<ListPage & { lines: string[] }> {
  let position: LogPosition = {};
  for (;;) {
    const page = await askingAws(() => read(clients, name, position));
    // CloudWatch answers the same token at the end.
    const isLast = page.position.token === undefined || page.position.token === position.token;
    yield { lines: page.lines, NextToken: isLast ? undefined : page.position.token };
    if (isLast) return;
    position = page.position;
  }
}
