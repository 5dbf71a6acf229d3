import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Role, User } from '../../api/index.js';
import { Refusal } from '../errors/refusal.js';
import { isSameSecret } from './token-store.js';

/** Who may be believed when they say who asks: a proxy in front of the console that has signed people in. */
export interface ProxyOptions {
  /** The header in which the proxy names the user, e.g. `X-Forwarded-User`. It has to strip what browsers send under that name. */
  readonly header: string;
  /** Addresses of proxies, each alone or with the length of its prefix: `10.0.0.7`, `10.0.0.0/8`. */
  readonly peers: readonly string[];
  /** What the proxy sends in `X-Tunewright-Proxy-Secret`: an address alone proves little. */
  readonly secret: string;
  /** By name of the user; `*`: of everybody else. Whoever has none is refused. */
  readonly roles: Readonly<Record<string, Role>>;
}

const proxySecretHeader = 'x-tunewright-proxy-secret';

/** 32 characters: a secret that somebody may try as often as they like. */
const shortestSecret = 32;
const longestName = 200;

/** What is wrong with the options, as `option: why`; empty where nothing is. */
export function proxyFaults({ header, peers, secret }: ProxyOptions): [field: string, message: string][] {
  const wrong = peers.filter((peer) => subnetOf(peer) === null);
  return [
    ...(/^[A-Za-z][A-Za-z0-9-]*$/.test(header)
      ? []
      : [['--trust-proxy-user', `"${header}" is not the name of a header`] as [string, string]]),
    ...(peers.length > 0 ? [] : [['--proxy', 'is missing; name the addresses of the proxy'] as [string, string]]),
    ...wrong.map((peer): [string, string] => ['--proxy', `"${peer}" is no address, such as 10.0.0.7 or 10.0.0.0/8`]),
    ...(secret.length >= shortestSecret
      ? []
      : [
          [
            'TUNEWRIGHT_PROXY_SECRET',
            `must have at least ${shortestSecret} characters; the proxy sends it as ${proxySecretHeader}`,
          ] as [string, string],
        ]),
  ];
}

/** Takes the word of the proxies that were named, and of nobody else. */
export class Proxy {
  readonly #options: ProxyOptions;
  readonly #header: string;
  readonly #peers = new BlockList();

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#header = options.header.toLowerCase();
    for (const peer of options.peers) {
      const subnet = subnetOf(peer);
      if (subnet !== null) this.#peers.addSubnet(subnet.address, subnet.prefix, subnet.family);
    }
  }

  /** Every call has to come through the proxy, whoever sends it. @throws Refusal */
  check(request: IncomingMessage): void {
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
    const isPeer = isIP(address) !== 0 && this.#peers.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
    const secrets = request.headersDistinct[proxySecretHeader] ?? [];
    const isTold = secrets.length === 1 && isSameSecret(secrets[0] ?? '', this.#options.secret);
    if (!isPeer || !isTold) throw new Refusal('signed-out', 'this console is reached through its proxy only');
  }

  /** Whom the proxy names. @throws Refusal where it names nobody, several, or somebody without a role */
  userOf(request: IncomingMessage): User {
    const names = request.headersDistinct[this.#header] ?? [];
    const [name = ''] = names;
    const others = Object.keys(request.headersDistinct).filter(
      (other) => other !== this.#header && other.replaceAll('_', '-') === this.#header,
    );
    const isOne = names.length === 1 && others.length === 0 && !/[,\p{Cc}]/u.test(name);
    if (!isOne || name.trim() === '' || name.length > longestName) {
      throw new Refusal('signed-out', `the proxy names nobody, or more than one, in ${this.#options.header}`);
    }
    const { roles } = this.#options;
    const role = Object.hasOwn(roles, name) ? roles[name] : roles['*'];
    if (role === undefined) throw new Refusal('forbidden', `${name} has no role in this console`);
    return { name, role };
  }
}

interface Subnet {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Null for what is no address. */
function subnetOf(peer: string): Subnet | null {
  const [address = '', length, ...rest] = peer.split('/');
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  // A prefix of 0 would be everybody.
  if (version === 0 || rest.length > 0 || !(prefix >= 1 && prefix <= bits)) return null;
  return { address, prefix, family: version === 6 ? 'ipv6' : 'ipv4' };
}
