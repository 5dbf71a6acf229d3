import { mkdir, rm, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify } from './process-identity.js';
import type { ProcessIdentity } from './process-identity.js';

/** What stands in a run's folder about one child process. */
export interface RecordedChild extends ProcessIdentity {
  readonly name: string;
}

/** How a child's record is named: `child-PID.json`. */
export const childFile = /^child-\d+\.json$/;

/** A run's folder is named after its owner, PID-STARTTIME, so that anyone can tell whether the owner still lives. */
function runFolder(owner: ProcessIdentity): string {
  return `${owner.pid}-${owner.startTime}`;
}

/** The owner of a run's folder, or undefined if the name is not one of a run's folder. */
export function ownerOf(folder: string): ProcessIdentity | undefined {
  const match = /^(\d+)-(\d+)$/.exec(folder);
  return match?.[1] && match[2] ? { pid: Number(match[1]), startTime: match[2] } : undefined;
}

/**
 * The record of what an embedded run has started, kept on disk while it runs: a process that is killed ends none of
 * its children, but the next start can (`endLeftovers`). One for each process and state directory.
 */
export class EmbeddedRun {
  /** A folder of this run's own, empty at first; temporary files of the run may live here too. */
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async open(stateDirectory: string): Promise<EmbeddedRun> {
    const self = await identify(process.pid);
    if (self === undefined)
      throw new Error('The start time of this process can be read neither from /proc nor with ps');
    const directory = join(stateDirectory, runFolder(self));
    await mkdir(stateDirectory, { recursive: true });
    await mkdir(directory, { mode: 0o700 });
    return new EmbeddedRun(directory);
  }

  /** Notes a child process; one that has ended already needs no note. Resolves when the note is on disk. */
  async record(name: string, pid: number): Promise<void> {
    const identity = await identify(pid);
    if (identity === undefined) return;
    const child: RecordedChild = { name, ...identity };
    const path = join(this.directory, `child-${pid}.json`);
    // Renamed into place: this process may be killed at any point, and half a note helps nobody.
    await writeFile(`${path}.new`, JSON.stringify(child));
    await rename(`${path}.new`, path);
  }

  /** Removes the folder, when every child has been ended. */
  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
