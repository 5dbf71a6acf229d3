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

test.each(['there:99999', 'there:0', 'http://there:7233', ':7233', 'there:port', 'two words:7233'])(
  'an address that is no HOST:PORT is refused: %s',
  (address) => {
    expect(() => connectionSettings({ TEMPORAL_ADDRESS: address })).toThrow(/^TEMPORAL_ADDRESS: .*must be HOST:PORT/);
    expect(() => settingsIn(`[profile.default]\naddress = "${address}"\n`)).toThrow(/must be HOST:PORT/);
  },
);

test.each(['there', 'there:7233', 'my_host.internal:1', '[::1]:7233', '10.0.0.1:65535'])(
  'an address is taken: %s',
  (address) => expect(connectionSettings({ TEMPORAL_ADDRESS: address })).toMatchObject({ address }),
);

test('a variable that is empty counts as not set', () => {
  const set = { TEMPORAL_ADDRESS: '', TEMPORAL_NAMESPACE: ' ', TEMPORAL_CONFIG_FILE: '' };
  expect(connectionSettings(set)).toMatchObject({ address: 'localhost:7233', namespace: 'default' });
});

test.each(['yes', 'True', 'on'])('TEMPORAL_TLS=%s is refused, and does not turn TLS off', (value) => {
  expect(() => connectionSettings({ TEMPORAL_TLS: value })).toThrow(/^TEMPORAL_TLS: "\w+" must be true or false/);
});

test('files of TLS that are missing or hold no certificate are told by their own names, all at once', () => {
  const notPem = path.join(directory, 'not.pem');
  writeFileSync(notPem, 'nothing');
  const read = (): unknown =>
    connectionSettings({
      TEMPORAL_ADDRESS: 'there:0',
      TEMPORAL_TLS_CLIENT_CERT_PATH: '/none.pem',
      TEMPORAL_TLS_CLIENT_KEY_PATH: '/none.key',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: notPem,
    });
  expect(read).toThrow(
    /^TEMPORAL_TLS_CLIENT_CERT_PATH: .*none\.pem.*\nTEMPORAL_TLS_CLIENT_KEY_PATH: .*none\.key.*\nTEMPORAL_TLS_SERVER_CA_CERT_PATH: .*PEM.*\nTEMPORAL_ADDRESS: /,
  );
});

test('a client certificate without its key is refused', () => {
  const certificate = path.join(directory, 'client.pem');
  writeFileSync(certificate, '-----BEGIN CERTIFICATE-----\n');
  const read = (): unknown => connectionSettings({ TEMPORAL_TLS_CLIENT_CERT_PATH: certificate });
  expect(read).toThrow(/^TEMPORAL_TLS_CLIENT_KEY_PATH: is missing/);
});
