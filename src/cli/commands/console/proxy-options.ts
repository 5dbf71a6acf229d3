import { readFileSync } from 'node:fs';
import { InvalidInputError } from '../../../client/index.js';
import type { Role } from '../../../console/api/index.js';
import { roles as knownRoles } from '../../../console/api/index.js';
import type { ProxyOptions } from '../../../console/server/security/proxy.js';
import { proxyFaults } from '../../../console/server/security/proxy.js';
import { isObject } from '../../../contract/given.js';

interface Asked {
  readonly trustProxyUser?: string;
  readonly proxy?: readonly string[];
  readonly roles?: string;
}

/** The proxy that is to be believed, or null. Its secret comes by the environment, where other users do not see it. @throws InvalidInputError */
export function proxyOf({ trustProxyUser: header, proxy: peers = [], roles: file }: Asked): ProxyOptions | null {
  if (header === undefined) {
    if (peers.length === 0 && file === undefined) return null;
    throw new InvalidInputError([
      { field: '--trust-proxy-user', message: 'is missing: --proxy and --roles go with it' },
    ]);
  }
  if (file === undefined) {
    throw new InvalidInputError([{ field: '--roles', message: 'is missing: without it nobody may do anything' }]);
  }
  const options = { header, peers, secret: process.env.TUNEWRIGHT_PROXY_SECRET ?? '', roles: rolesIn(file) };
  const faults = proxyFaults(options);
  if (faults.length === 0) return options;
  throw new InvalidInputError(faults.map(([field, message]) => ({ field, message })));
}

function rolesIn(file: string): Record<string, Role> {
  const wrong = (why: string): InvalidInputError =>
    new InvalidInputError([{ field: '--roles', message: `${file}: ${why}` }]);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  if (!isObject(read)) throw wrong('must be an object: {"ana": "approver", "*": "viewer"}');
  const unknown = Object.entries(read).find(([, role]) => !knownRoles.includes(role as Role));
  if (unknown !== undefined) throw wrong(`${unknown[0]} must be one of ${knownRoles.join(', ')}`);
  return read as Record<string, Role>;
}
