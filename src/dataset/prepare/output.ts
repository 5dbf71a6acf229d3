import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Part } from './division.js';

/** Where each part of the rows stands, below the directory. */
export const partFiles: Readonly<Record<Part, string>> = {
  training: 'data.csv',
  validation: path.join('validation', 'data.csv'),
  test: path.join('test', 'data.csv'),
};

const ours = new Set(['data.csv', 'labels.json', 'validation', 'test']);
const blockCharacters = 1 << 19;

/** Why a directory may not be written; null for one that is new, empty or holds an earlier result. */
export async function outputProblem(out: string, inputs: readonly string[]): Promise<string | null> {
  if (/^s3:\/\//i.test(out))
    return 'is on S3; write to a directory here: `data upload`, or --data of a run, brings it there';
  const names = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    return null;
  });
  if (names === null) return 'is not a directory';
  const real = async (file: string): Promise<string> => realpath(file).catch(() => path.resolve(file));
  const directory = await real(out);
  const places = await Promise.all(inputs.map(async (input) => ({ input, place: await real(input) })));
  const within = places.find(({ place }) => !path.relative(directory, place).startsWith('..'))?.input;
  if (within !== undefined) return `holds the input "${within}", which would be lost; choose another directory`;
  const foreign = names.find((name) => !ours.has(name));
  return foreign === undefined
    ? null
    : `holds "${foreign}", which is not a prepared data set; choose another directory`;
}

/** Files that are complete before any of them can be seen: they are written beside the directory, which they replace at the end. */
export class Output {
  readonly directory: string;
  readonly #out: string;
  readonly #files = new Map<Part, { descriptor: number; block: string; rows: number; counts: number[] }>();

  readonly #removePartial = (): void => rmSync(this.directory, { recursive: true, force: true });

  constructor(out: string) {
    this.#out = path.resolve(out);
    this.directory = `${this.#out}.partial-${process.pid}`;
    mkdirSync(this.directory, { recursive: true });
    process.once('exit', this.#removePartial);
  }

  write(part: Part, label: number, text: string): void {
    const file = this.#files.get(part) ?? this.#open(part);
    file.rows += 1;
    file.counts[label] = (file.counts[label] ?? 0) + 1;
    file.block += `${label},"${text.includes('"') ? text.replaceAll('"', '""') : text}"\n`;
    if (file.block.length < blockCharacters) return;
    writeSync(file.descriptor, file.block);
    file.block = '';
  }

  /** Rows and rows of each class of the parts that were written. */
  close(names: readonly string[]): { part: Part; rows: number; classCounts: number[] }[] {
    for (const file of this.#files.values()) {
      writeSync(file.descriptor, file.block);
      closeSync(file.descriptor);
    }
    writeFileSync(path.join(this.directory, 'labels.json'), `${JSON.stringify(names)}\n`);
    return (Object.keys(partFiles) as Part[]).flatMap((part) => {
      const file = this.#files.get(part);
      if (file === undefined) return [];
      return [{ part, rows: file.rows, classCounts: names.map((_, label) => file.counts[label] ?? 0) }];
    });
  }

  /** An earlier result goes only when the new one stands in its place. */
  async place(): Promise<void> {
    const earlier = `${this.directory}-earlier`;
    await mkdir(path.dirname(this.#out), { recursive: true });
    const moved = await rename(this.#out, earlier).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
    await rename(this.directory, this.#out);
    if (moved) await rm(earlier, { recursive: true });
  }

  async discard(): Promise<void> {
    process.off('exit', this.#removePartial);
    await rm(this.directory, { recursive: true, force: true });
  }

  #open(part: Part): { descriptor: number; block: string; rows: number; counts: number[] } {
    const target = path.join(this.directory, partFiles[part]);
    mkdirSync(path.dirname(target), { recursive: true });
    const file = { descriptor: openSync(target, 'w'), block: '', rows: 0, counts: [] };
    this.#files.set(part, file);
    return file;
  }
}
