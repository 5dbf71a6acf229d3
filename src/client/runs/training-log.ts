import type { Aws, LogPosition } from '../../aws/index.js';
import { readTrainingLog } from '../../aws/index.js';
import { askingAws } from '../asking-aws.js';

/** The log of a training job as far as it is written, oldest line first. @throws UnreachableError */
export async function* trainingLog(aws: Aws, region: string, jobName: string): AsyncGenerator<string> {
  const clients = aws.clients(region);
  let position: LogPosition = {};
  for (;;) {
    const page = await askingAws(() => readTrainingLog(clients, jobName, position));
    yield* page.lines;
    // CloudWatch answers the same token at the end.
    if (page.position.token === undefined || page.position.token === position.token) return;
    position = page.position;
  }
}
