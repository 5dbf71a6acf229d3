import path from 'node:path';
import { InvalidInputError } from '../client/errors.js';
import { cacheDirectory } from '../local/cache-directory.js';
import { freePort, isPortFree } from '../local/free-port.js';
import { requireEncoderPackages } from '../local/trainer/encoder-packages.js';
import { exportLines } from '../local/sagemaker/environment.js';
import { dataDirectory } from './data-directory.js';
import { print, say } from './output.js';
import { untilSignal } from './until-signal.js';

/** The local SageMaker until SIGINT or SIGTERM. What a shell needs to reach it is printed before it listens. */
export async function serveLocally(options: { port: number; host?: string[]; data?: string }): Promise<void> {
  const stopped = untilSignal();
  const port = options.port === 0 ? await freePort() : options.port;
  if (!(await isPortFree(port))) {
    throw new InvalidInputError([
      { field: '--port', message: `${port} is in use; choose another, or 0 for a free one` },
    ]);
  }
  requireEncoderPackages();
  for (const line of exportLines(`http://127.0.0.1:${port}`)) print(line);
  const { startLocalSageMaker } = await import('../local/sagemaker/index.js');
  const server = await startLocalSageMaker({
    port,
    dataDirectory: options.data ?? path.join(dataDirectory(), 'local'),
    cacheDirectory: cacheDirectory(),
    ...(options.host === undefined ? {} : { hostNames: options.host }),
    log: say,
  });
  say(`local SageMaker (a stand-in, not AWS): ${server.url}`);
  await stopped;
  await server.close();
}
