import { readFile } from 'node:fs/promises';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * URLs of webhooks by the names that requests use: the JSON file `{"approvals": "https://…"}` that TUNEWRIGHT_WEBHOOKS names.
 * Only https, and http to this machine. Messages tell the name and never the URL: it holds a secret.
 * @throws when the file is named and can't be used
 */
export async function readWebhooks(environment: NodeJS.ProcessEnv = process.env): Promise<Record<string, string>> {
  const file = environment['TUNEWRIGHT_WEBHOOKS'];
  if (!file) return {};
  const webhooks = parsed(await readFile(file, 'utf8'));
  if (typeof webhooks !== 'object' || webhooks === null || Array.isArray(webhooks)) throw unusable(file);
  for (const [name, url] of Object.entries(webhooks)) {
    if (!isSafe(url)) {
      throw new TypeError(`${file} (TUNEWRIGHT_WEBHOOKS): "${name}" must be an https URL, or http to 127.0.0.1`);
    }
  }
  return webhooks as Record<string, string>;

  function parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own message quotes the text, and with it a secret.
      throw unusable(file ?? '');
    }
  }
}

const unusable = (file: string): TypeError =>
  new TypeError(`${file} (TUNEWRIGHT_WEBHOOKS) must look like {"approvals": "https://…"}`);

function isSafe(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}
