import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowBundle } from '@temporalio/worker';
import { bundleWorkflows } from '../../../src/worker/bundle.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const kept = path.join(root, 'node_modules', '.cache', 'tunewright');

/** The workflow code of this very tree: bundled by the first file of tests that asks, for all that come after it, while no source changes. */
export async function workflowCode(): Promise<WorkflowBundle> {
  const file = path.join(kept, `workflows-${digestOfSources()}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const bundle = await bundleWorkflows();
  mkdirSync(kept, { recursive: true });
  // Two files of tests may do so at once: neither reads half of what the other writes.
  const written = path.join(kept, `${randomUUID()}.tmp`);
  writeFileSync(written, bundle.code);
  renameSync(written, file);
  return bundle;
}

/** Of all that a bundle may be made from, and more. */
function digestOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const name of sources.filter((source) => source.endsWith('.ts')).sort())
    hash.update(name).update(readFileSync(path.join(root, 'src', name)));
  return hash.digest('hex').slice(0, 32);
}
