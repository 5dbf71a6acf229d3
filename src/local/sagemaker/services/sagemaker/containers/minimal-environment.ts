/** What would load foreign code into the process itself, or change which programs it finds. */
const withheld = /^(NODE_|LD_|DYLD_|PATH$|HOME$)/;

/** The environment of a container: what its job asks for, and of this process's own only PATH and HOME. */
export function minimalEnvironment(asked: Readonly<Record<string, string>> = {}): Record<string, string> {
  const allowed = Object.entries(asked).filter(([name]) => !withheld.test(name));
  const own = ['PATH', 'HOME'].map((name) => [name, process.env[name] ?? ''] as const);
  return Object.fromEntries([...allowed, ...own]);
}
