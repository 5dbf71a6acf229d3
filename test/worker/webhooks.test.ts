import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InvalidSettingsError } from '../../src/contract/invalid-settings.js';
import { readWebhooks } from '../../src/worker/webhooks.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();

async function read(text: string): Promise<Record<string, string>> {
  const file = join(directory, 'webhooks.json');
  await writeFile(file, text);
  return readWebhooks({ TUNEWRIGHT_WEBHOOKS: file });
}

const faultOf = (reading: Promise<unknown>): Promise<unknown> => reading.catch((error: unknown) => error);

describe("the file of the worker's webhooks", () => {
  test('may be left out', async () => {
    expect(await readWebhooks({})).toEqual({});
  });

  test('gives URLs by their names', async () => {
    const webhooks = { team: 'https://hooks.example.com/x', here: 'http://127.0.0.1:8080/x' };
    expect(await read(JSON.stringify(webhooks))).toEqual(webhooks);
  });

  test.each([
    ['no JSON', '{"team": "https://hooks.example.com/s3cret"'],
    ['a list', '["https://hooks.example.com/s3cret"]'],
    ['a URL that is not encrypted', '{"team": "http://hooks.example.com/s3cret"}'],
    ['another protocol', '{"team": "file:///s3cret"}'],
    ['a user in the address', '{"team": "https://user:s3cret@hooks.example.com/"}'],
    ['no text', '{"team": 7}'],
  ])('with %s is a wrong setting, and no URL is told', async (_what, text) => {
    const error = await faultOf(read(text));
    expect(error).toBeInstanceOf(InvalidSettingsError);
    expect((error as Error).message).toMatch(/^TUNEWRIGHT_WEBHOOKS: (?!.*s3cret)/);
  });

  test('that is not there is a wrong setting', async () => {
    expect(await faultOf(readWebhooks({ TUNEWRIGHT_WEBHOOKS: '/none.json' }))).toBeInstanceOf(InvalidSettingsError);
  });
});
