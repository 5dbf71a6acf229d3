import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Role, User } from '../../api/index.js';
import { roles } from '../../api/index.js';

/** An API token as it is kept: with the digest of its secret, which can't be turned back. */
export interface StoredToken {
  /** Names it, and stands in the token itself. */
  readonly id: string;
  /** Of whoever uses it; on record with what they do. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the whole token, hexadecimal. */
  readonly digest: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; null: it does not expire. */
  readonly expiresAt: string | null;
}

const prefix = 'tunewright';
const onlyThisUser = 0o600;

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Whether both are the same text, in a time that does not tell where they differ. */
export const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b));

/** The API tokens of one user of this machine, in a file that only they may read. */
export class TokenStore {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Newest last. */
  async list(): Promise<readonly StoredToken[]> {
    const text = await readFile(this.#file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    });
    return storedIn(this.#file, text);
  }

  /** The token, which is told this once, and what is kept of it. */
  async create(asked: {
    name: string;
    role: Role;
    expiresAt: string | null;
  }): Promise<{ token: string; kept: StoredToken }> {
    const id = randomBytes(4).toString('hex');
    const token = `${prefix}_${id}_${randomBytes(32).toString('base64url')}`;
    const kept = { id, ...asked, digest: digestOf(token).toString('hex'), createdAt: new Date().toISOString() };
    await this.#write([...(await this.list()), kept]);
    return { token, kept };
  }

  /** False where there is none of that id. */
  async revoke(id: string): Promise<boolean> {
    const before = await this.list();
    const after = before.filter((token) => token.id !== id);
    if (after.length < before.length) await this.#write(after);
    return after.length < before.length;
  }

  /** Whose token that is; null for one that is unknown, revoked or expired. */
  async user(token: string, now = Date.now()): Promise<User | null> {
    const id = new RegExp(`^${prefix}_([0-9a-f]{8})_`).exec(token)?.[1];
    if (id === undefined) return null;
    const kept = (await this.list()).find((stored) => stored.id === id);
    if (kept === undefined || !timingSafeEqual(Buffer.from(kept.digest, 'hex'), digestOf(token))) return null;
    if (kept.expiresAt !== null && Date.parse(kept.expiresAt) <= now) return null;
    return { name: kept.name, role: kept.role };
  }

  /** A new file takes the place of the old one, so that a stop on the way leaves one of them whole. */
  async #write(tokens: readonly StoredToken[]): Promise<void> {
    const beside = `${this.#file}.${process.pid}`;
    await writeFile(beside, `${JSON.stringify(tokens, null, 2)}\n`, { mode: onlyThisUser });
    await rename(beside, path.resolve(this.#file));
  }
}

function storedIn(file: string, text: string): StoredToken[] {
  const stored: unknown = JSON.parse(text);
  if (Array.isArray(stored) && stored.every(isStored)) return stored;
  throw new Error(`${file} does not hold the tokens of a console; delete it, and create them anew`);
}

function isStored(value: unknown): value is StoredToken {
  const { id, name, role, digest } = (value ?? {}) as Record<string, unknown>;
  return (
    [id, name].every((text) => typeof text === 'string') &&
    roles.includes(role as Role) &&
    /^[0-9a-f]{64}$/.test(String(digest))
  );
}
