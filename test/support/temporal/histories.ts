import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyFromJson, historyToJson } from './history-json.js';
import type { History, HistoryJson } from './history-json.js';
import type { Run } from './runs.js';

/** A history as it lies in test/histories; names of resources derive from the workflow id, so a replay needs that very id. */
export interface RecordedHistory {
  workflowId: string;
  history: HistoryJson;
}

const directory = fileURLToPath(new URL('../../histories/', import.meta.url));

/** Names of the recorded paths, e.g. `rejected`. */
export const recordedPaths: readonly string[] = readdirSync(directory)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

export function readHistory(path: string): RecordedHistory {
  return JSON.parse(readFileSync(`${directory}${path}.json`, 'utf8')) as RecordedHistory;
}

/** What a replay takes. */
export const decoded = ({ history }: RecordedHistory): History => historyFromJson(history);

export async function writeHistory(path: string, run: Run): Promise<void> {
  const history = withoutMachine(historyToJson(await run.fetchHistory()));
  await writeFile(`${directory}${path}.json`, `${JSON.stringify({ workflowId: run.workflowId, history }, null, 1)}\n`);
}

/** Process ids, host names and stack traces tell of the machine that recorded, and nothing of the run. */
function withoutMachine(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => name !== 'stackTrace' && name !== 'identity');
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutMachine(member)]));
}
