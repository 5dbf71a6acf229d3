import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import type { Header, Pack } from 'tar-stream';

/** Weights hardly compress; level 1 takes a fraction of the time. */
const gzipLevel = 1;

/** Bytes and members that an archive may unpack to: a few of gzip can stand for days of zeros. Models of text have some gigabytes. */
const mostBytes = 64 * 1024 ** 3;
const mostMembers = 100_000;

/** An archive that no second try reads either; the message is a sentence about it. */
export class UnusableArchive extends Error {}

/**
 * A model.tar.gz with the members of a script's tar.gz under `code/`: what the script-mode generation of inference containers expects.
 * Members of the artifact's own `code/` give way to the script's. Links and devices are left out: they could lead out of the container's directory.
 * @param onBytes told of every piece of content that passes
 */
export function repackArchive(
  artifact: AsyncIterable<Uint8Array>,
  script: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): Readable {
  const archive = pack();
  // What goes wrong is told by the stream that is returned; its end makes an error of this one too.
  archive.on('error', () => undefined);
  const zipped = archive.pipe(createGzip({ level: gzipLevel }));
  void fill(archive, artifact, script, onBytes).then(
    () => archive.finalize(),
    (error: unknown) => zipped.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return zipped;
}

async function fill(
  archive: Pack,
  artifact: AsyncIterable<Uint8Array>,
  script: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): Promise<void> {
  await copyMembers('the artifact', artifact, archive, onBytes, (name) =>
    name.startsWith('code/') || name === 'code' ? null : name,
  );
  await copyMembers('the script', script, archive, onBytes, (name) => `code/${name}`);
}

/** Copies files and directories one after the other; `rename` gives the new name, or null to leave one out. */
async function copyMembers(
  what: string,
  source: AsyncIterable<Uint8Array>,
  archive: Pack,
  onBytes: (count: number) => void,
  rename: (name: string) => string | null,
): Promise<void> {
  const members = extract();
  const reading = pipeline(Readable.from(source), createGunzip(), members);
  // The loop below meets the same errors; this keeps them from being unhandled meanwhile.
  reading.catch(() => undefined);
  members.on('error', () => undefined);
  let [bytes, count] = [0, 0];
  for await (const member of orUnusable(what, members)) {
    bytes += member.header.size ?? 0;
    if (bytes > mostBytes || ++count > mostMembers) {
      throw new UnusableArchive(`${what} unpacks to more than ${mostBytes} bytes or ${mostMembers} files`);
    }
    refuseSparse(what, member.header);
    const name = safeName(member.header);
    const renamed = name === null ? null : rename(name);
    if (renamed === null) {
      member.resume();
      continue;
    }
    const { size, mode, mtime, type } = member.header;
    const entry = archive.entry({
      name: renamed,
      size: size ?? 0,
      type: type ?? 'file',
      ...(mode === undefined ? {} : { mode }),
      ...(mtime === undefined ? {} : { mtime }),
    });
    member.on('data', (chunk: unknown) => onBytes((chunk as Uint8Array).byteLength));
    await pipeline(member, entry);
  }
  await reading;
}

/** What reads the archive tells in its own words what is wrong with it; one that was cut off may be whole at the next try. */
async function* orUnusable<T>(what: string, members: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* members;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'Z_DATA_ERROR' && !/^Invalid (tar )?header|^Header exceeds/.test(message)) throw error;
    throw new UnusableArchive(`${what} is no .tar.gz archive that can be read (${message})`, { cause: error });
  }
}

/** Of a sparse file the archive holds the parts that are not zero: left out or copied so, the model would be another. */
function refuseSparse(what: string, { name, type, pax }: Header): void {
  const isSparse =
    (type as Header['type'] | null) === null ||
    Object.keys((pax as object | null | undefined) ?? {}).some((key) => key.startsWith('GNU.sparse.'));
  if (!isSparse) return;
  throw new UnusableArchive(
    `${what} holds ${JSON.stringify(name.slice(0, 100))} in a form that is not read; pack it as a plain file (tar without --sparse)`,
  );
}

/** The name without a leading `./`; null for what must not be copied. */
function safeName({ name, type }: Header): string | null {
  if (type !== 'file' && type !== 'directory' && type !== 'contiguous-file') return null;
  const clean = name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  return clean === '' || clean === '.' || clean.split('/').includes('..') ? null : clean;
}
