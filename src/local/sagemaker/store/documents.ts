import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './atomic-write.js';

/**
 * A collection of JSON documents: one file each, all of them in memory. File names are digests of the keys, so that
 * no key can leave the directory, and names that differ in case only stay apart on every file system.
 */
export class Documents<T> {
  readonly #directory: string;
  readonly #changed: (value: T, before: T | undefined) => void;
  readonly #documents = new Map<string, T>();

  /** @param changed hears of every document that is put, with what was there before */
  constructor(directory: string, changed: (value: T, before: T | undefined) => void = () => undefined) {
    this.#directory = directory;
    this.#changed = changed;
    mkdirSync(directory, { recursive: true });
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      // A write that was cut off by a kill: the document itself is still the old one.
      if (name.endsWith('.tmp')) rmSync(path, { force: true });
      else if (name.endsWith('.json')) this.#load(path);
    }
  }

  get(key: string): T | undefined {
    return this.#documents.get(key);
  }

  has(key: string): boolean {
    return this.#documents.has(key);
  }

  put(key: string, value: T): void {
    writeAtomically(this.#path(key), JSON.stringify({ key, value }));
    const before = this.#documents.get(key);
    this.#documents.set(key, value);
    this.#changed(value, before);
  }

  delete(key: string): boolean {
    rmSync(this.#path(key), { force: true });
    return this.#documents.delete(key);
  }

  values(): T[] {
    return [...this.#documents.values()];
  }

  entries(): [string, T][] {
    return [...this.#documents.entries()];
  }

  #load(path: string): void {
    const { key, value } = JSON.parse(readFileSync(path, 'utf8')) as { key: string; value: T };
    this.#documents.set(key, value);
  }

  #path(key: string): string {
    return join(this.#directory, `${digest(key)}.json`);
  }
}

/** A file name for any text: 64 hex digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
