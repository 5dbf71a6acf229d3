import { InvalidInputError } from '../../../client/errors.js';
import type { Role } from '../../../console/api/shared.js';
import { TokenStore } from '../../../console/server/security/token-store.js';
import { personFault, personName } from '../../../contract/person.js';
import { print, printJson, say, table } from '../../output.js';
import { tokensFile } from './tokens-file.js';

export interface TokenOptions {
  readonly name: string;
  readonly role: Role;
  /** Seconds. */
  readonly for?: number;
  readonly json?: true;
}

interface Options {
  readonly json?: true;
}

const store = (): TokenStore => new TokenStore(tokensFile());

/** Prints the token alone on stdout, so that a script can keep it. */
export async function createToken({ name, role, for: lifeInSeconds, json }: TokenOptions): Promise<void> {
  const fault = personFault(name);
  if (fault !== null) throw new InvalidInputError([{ field: '--name', message: fault }]);
  const expiresAt = lifeInSeconds === undefined ? null : new Date(Date.now() + lifeInSeconds * 1_000).toISOString();
  const { token, kept } = await store().create({ name: personName(name), role, expiresAt });
  if (json === true) return printJson({ token, id: kept.id, name: kept.name, role, expiresAt });
  print(token);
  say(`it is told this once; take it back with: tunewright console token revoke ${kept.id}`);
}

export async function listTokens({ json }: Options): Promise<void> {
  const tokens = (await store().list()).map(({ digest: _digest, ...told }) => told);
  if (json === true) return printJson(tokens);
  print(
    table(
      ['ID', 'NAME', 'ROLE', 'CREATED', 'EXPIRES'],
      tokens.map(({ id, name, role, createdAt, expiresAt }) => [id, name, role, createdAt, expiresAt ?? 'never']),
    ),
  );
}

export async function revokeToken(id: string, { json }: Options): Promise<void> {
  if (!(await store().revoke(id))) {
    const message = `"${id}" is no token; list them with: tunewright console token list`;
    throw new InvalidInputError([{ field: 'id', message }]);
  }
  if (json === true) printJson({ id, revoked: true });
  else print(`${id} is revoked`);
}
