import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { connectionSettings } from '../../src/temporal/connection-settings.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const settingsIn = (text: string): unknown => {
  const file = path.join(directory, 'temporal.toml');
  writeFileSync(file, text);
  return connectionSettings({ TEMPORAL_CONFIG_FILE: file });
};

test('a file of profiles tells address and namespace', () => {
  const text = '[profile.default]\naddress = "there:7233"\nnamespace = "models"\n';
  expect(settingsIn(text)).toMatchObject({ address: 'there:7233', namespace: 'models' });
});

test.each([
  ['is empty', ''],
  ['is broken', 'x = ['],
])('a file of profiles that %s is named', (_what, text) => {
  expect(() => settingsIn(text)).toThrow(/TEMPORAL_CONFIG_FILE: .*temporal\.toml can't be used: /);
});

test('a file of profiles that is not there is named', () => {
  expect(() => connectionSettings({ TEMPORAL_CONFIG_FILE: '/none.toml' })).toThrow('there is no file /none.toml');
});

test.each(['user:s3cr3t@there:7233', 'https://user:s3cr3t@there:7233', 's3cr3t@there'])(
  'an address with credentials is refused, and not repeated: %s',
  (address) => {
    const settings = (): unknown => connectionSettings({ TEMPORAL_ADDRESS: address });
    expect(settings).toThrow(/TEMPORAL_ADDRESS: is HOST:PORT, without a user or password/);
    expect(settings).not.toThrow('s3cr3t');
  },
);
