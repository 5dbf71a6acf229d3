import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Aws } from '../../src/aws/index.js';
import { settingsFindings } from '../../src/doctor/settings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const aws = new Aws();

function file(name: string, text: string): string {
  const written = path.join(directory, name);
  writeFileSync(written, text);
  return written;
}

const files = ['TEMPORAL_CONFIG_FILE', 'TUNEWRIGHT_WEBHOOKS', 'TUNEWRIGHT_PRICES', 'TUNEWRIGHT_ENCRYPTION_KEYS_FILE'];

test.each(files)('an empty file of %s is told by its name', async (variable) => {
  const empty = file(`${variable}-empty`, '');
  const [finding, ...more] = await settingsFindings({ [variable]: empty }, aws);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ state: 'fault', text: expect.stringContaining(variable) as string });
});

test.each(files)('a broken file of %s is told by its name', async (variable) => {
  const broken = file(`${variable}-broken`, '{"');
  const [finding] = await settingsFindings({ [variable]: broken }, aws);
  expect(finding).toMatchObject({ state: 'fault', text: expect.stringContaining(variable) as string });
});

test.each(files)('a file of %s that is not there is told by its name', async (variable) => {
  const [finding] = await settingsFindings({ [variable]: path.join(directory, 'none') }, aws);
  expect(finding).toMatchObject({ state: 'fault', text: expect.stringContaining(variable) as string });
});

test('all settings that are wrong are told at once', async () => {
  const found = await settingsFindings(
    {
      TUNEWRIGHT_RATE_SHARE: '-1',
      TUNEWRIGHT_PRICES: path.join(directory, 'none'),
    },
    aws,
  );
  expect(found.map(({ state }) => state)).toEqual(['fault', 'fault']);
});

test('an environment without settings is in order', async () => {
  expect(await settingsFindings({}, aws)).toMatchObject([{ about: 'settings', state: 'ok' }]);
});

test.each([
  ['AWS_REGION', 'nowhere'],
  ['AWS_ENDPOINT_URL', 'localhost'],
  ['TUNEWRIGHT_PRICE_LIST', 'maybe'],
])('%s=%s is told by its name', async (variable, value) => {
  const [finding] = await settingsFindings({ [variable]: value }, aws);
  expect(finding).toMatchObject({ state: 'fault', text: expect.stringContaining(`${variable}: `) as string });
});
