// What each path of a run costs in its history: node bench/history-sizes.mjs
// Reads the recorded histories of test/histories and prints {"path","events","activities","kilobytes"}, a JSON line each;
// kilobytes are those of the events' payloads: arguments, results, failures and messages.
import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {Record<string, unknown>} Event An event of the history in its JSON form. */

const directory = new URL('../test/histories/', import.meta.url);
for (const name of readdirSync(directory).filter((file) => file.endsWith('.json'))) {
  const { history } = JSON.parse(readFileSync(new URL(name, directory), 'utf8'));
  const { events } = history;
  const activities = events.filter(
    (/** @type {Event} */ event) => event.activityTaskScheduledEventAttributes !== undefined,
  ).length;
  const kilobytes = Math.round(payloadBytes(events) / 102.4) / 10;
  console.log(JSON.stringify({ path: name.slice(0, -'.json'.length), events: events.length, activities, kilobytes }));
}

/**
 * Payloads carry their bytes as Base64 under `data`.
 * @param {unknown} value
 * @returns {number}
 */
function payloadBytes(value) {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'data' in value && typeof value.data === 'string' ? Buffer.byteLength(value.data, 'base64') : 0;
  return Object.values(value).reduce((sum, member) => sum + payloadBytes(member), own);
}
