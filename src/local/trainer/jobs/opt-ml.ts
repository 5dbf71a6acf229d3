import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Places of SageMaker's container contract, below what is /opt/ml in a container. */
export interface OptMl {
  readonly root: string;
  /** What lies here when the job ends becomes model.tar.gz. */
  readonly modelDirectory: string;
  /** Where encoded texts are kept for later jobs; not part of SageMaker's contract, so it may be absent. */
  readonly encodingCache: string | undefined;
  /** As given in the job's Environment. */
  readonly seed: string | undefined;
}

/** With the variables that are this trainer's own: TUNEWRIGHT_ENCODING_CACHE and TUNEWRIGHT_SEED. */
export function optMl(root: string, environment: NodeJS.ProcessEnv = {}): OptMl {
  return {
    root,
    modelDirectory: join(root, 'model'),
    encodingCache: environment.TUNEWRIGHT_ENCODING_CACHE || undefined,
    seed: environment.TUNEWRIGHT_SEED || undefined,
  };
}

/** The job's hyperparameters, values as SageMaker passes them on: texts. */
export async function readHyperparameterFile({ root }: OptMl): Promise<Record<string, unknown>> {
  return (await readConfig(root, 'hyperparameters.json')) as Record<string, unknown>;
}

/** Names of the job's input channels. */
export async function readChannelNames({ root }: OptMl): Promise<string[]> {
  return Object.keys((await readConfig(root, 'inputdataconfig.json')) as object);
}

/** The host this process plays, as SageMaker names it (`algo-1`). */
export async function readCurrentHost({ root }: OptMl): Promise<string> {
  const config = (await readConfig(root, 'resourceconfig.json')) as { current_host?: string };
  return config.current_host ?? 'algo-1';
}

/** The bytes of data.csv in a channel. */
export async function readDataFile({ root }: OptMl, channel: string): Promise<Uint8Array> {
  return readFile(join(channelDirectory(root, channel), 'data.csv')).catch((cause: unknown) => {
    throw new Error(`the channel "${channel}" holds no data.csv`, { cause });
  });
}

/** The path of the one .tar.gz in the model channel. */
export async function findModelArchive({ root }: OptMl): Promise<string> {
  const directory = channelDirectory(root, 'model');
  const archives = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith('.tar.gz'));
  const [archive] = archives;
  if (archive === undefined || archives.length > 1) {
    throw new Error(`the channel "model" must hold one .tar.gz, the pretrained model; it holds ${archives.length}`);
  }
  return join(directory, archive);
}

/** Leaves the text that SageMaker shows as the job's FailureReason. */
export async function writeFailure({ root }: OptMl, text: string): Promise<void> {
  await mkdir(join(root, 'output'), { recursive: true });
  await writeFile(join(root, 'output', 'failure'), text);
}

function channelDirectory(root: string, channel: string): string {
  return join(root, 'input', 'data', channel);
}

async function readConfig(root: string, name: string): Promise<unknown> {
  const path = join(root, 'input', 'config', name);
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
}
