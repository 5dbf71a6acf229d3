/**
 * What a container's program reads of the Environment that a request gave it. Only this reaches it: runtimes and libraries know many
 * variables that load code or files into a process (NODE_OPTIONS, LD_PRELOAD, OPENSSL_CONF, …), and new ones come with each of them.
 */
const passedOn = ['TUNEWRIGHT_SEED'];

/** The environment of a container: PATH and HOME of this process's own, and what its program reads of what was asked for. */
export function minimalEnvironment(asked: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = ['PATH', 'HOME'].map((name) => [name, process.env[name] ?? ''] as const);
  return Object.fromEntries([...passedOn.flatMap((name) => entryOf(asked, name)), ...own]);
}

/** An environment can't hold a NUL: what follows is cut off, as in C. */
const entryOf = (asked: Readonly<Record<string, string>>, name: string): [string, string][] =>
  Object.hasOwn(asked, name) ? [[name, (asked[name] ?? '').replace(/\0[^]*/, '')]] : [];
