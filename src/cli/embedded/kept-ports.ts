import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort, isPortFree } from '../../local/free-port.js';

/** Where the embedded servers listen on 127.0.0.1. */
export interface Ports {
  readonly temporal: number;
  readonly ui: number;
  readonly local: number;
}

const names = ['temporal', 'ui', 'local'] as const;

/**
 * The ports of the start before, so that what was exported, bookmarked and configured still leads somewhere; another one in the place of
 * each that something else has taken. Kept in `ports.json` of the directory; without a directory they are new each time.
 */
export async function keptPorts(directory: string | undefined): Promise<Ports> {
  const file = directory === undefined ? null : path.join(directory, 'ports.json');
  const before = file === null ? {} : await readPorts(file);
  const ports = { ...before } as Record<(typeof names)[number], number>;
  for (const name of names) {
    const known = before[name];
    const taken = known === undefined || !(await isPortFree(known));
    if (taken) ports[name] = await freePort();
  }
  if (file !== null) await writeFile(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

/** A file that is not there, or no longer what was written, is as none. */
async function readPorts(file: string): Promise<Partial<Ports>> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown> | null;
    const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
    return Object.fromEntries(names.flatMap((name) => (isPort(read?.[name]) ? [[name, read?.[name]]] : [])));
  } catch {
    return {};
  }
}
