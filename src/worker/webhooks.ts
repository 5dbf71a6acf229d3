import { readFile } from 'node:fs/promises';
import { InvalidSettingsError } from '../contract/invalid-settings.js';

const variable = 'TUNEWRIGHT_WEBHOOKS';
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * URLs of webhooks by the names that requests use: the JSON file `{"approvals": "https://…"}` that TUNEWRIGHT_WEBHOOKS names.
 * Only https, and http to this machine. Messages tell the name and never the URL: it holds a secret.
 * @throws InvalidSettingsError when the file is named and can't be used
 */
export async function readWebhooks(environment: NodeJS.ProcessEnv = process.env): Promise<Record<string, string>> {
  const file = environment[variable];
  if (!file) return {};
  const webhooks = await read(file);
  if (typeof webhooks !== 'object' || webhooks === null || Array.isArray(webhooks)) throw misshapen(file);
  for (const [name, url] of Object.entries(webhooks)) {
    if (!isSafe(url))
      throw unusable(`${file}: "${name}" must be an https URL, or http to 127.0.0.1, without a user in it`);
  }
  return webhooks as Record<string, string>;
}

async function read(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unusable((error as Error).message);
  });
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and with it a secret.
    throw misshapen(file);
  }
}

const unusable = (message: string): InvalidSettingsError => new InvalidSettingsError([{ field: variable, message }]);
const misshapen = (file: string): InvalidSettingsError => unusable(`${file} must look like {"approvals": "https://…"}`);

function isSafe(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  // Requests with a user in the address are refused by fetch.
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
