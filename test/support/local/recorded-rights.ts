import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Right } from '../../../src/local/sagemaker/policy/right.js';

/** Set by scripts/recorded-rights.mjs: a directory for the rights that the product needed in the end-to-end tests. */
const directory = process.env['TUNEWRIGHT_RECORDED_RIGHTS'];

/** Takes note of rights, one of a kind; `write` makes a file of them where a directory is named. */
export class RecordedRights {
  readonly #rights = new Map<string, Right>();

  readonly add = (right: Right): void => {
    const tagKeys = Object.keys(right.context).join(' ');
    // Runs are many; what matters is the kind of resource, and by which conditions it was asked for.
    const kind = right.resource.replace(/(?<=\/|:::)[^/:]+$/, '');
    this.#rights.set(`${right.action} ${kind} ${tagKeys}`, right);
  };

  write(): void {
    if (directory === undefined) return;
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, `${randomUUID()}.json`), JSON.stringify([...this.#rights.values()]));
  }
}
