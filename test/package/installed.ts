import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Packed {
  /** Path of the tarball. */
  readonly tarball: string;
  /** Paths of its files, from the package's root. */
  readonly files: readonly string[];
}

/** What `npm pack` makes of the build that is there. */
export function pack(directory: string): Packed {
  const printed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [made] = JSON.parse(printed) as { filename: string; files: { path: string }[] }[];
  if (made === undefined) throw new Error(`npm pack made nothing: ${printed}`);
  return { tarball: path.join(directory, made.filename), files: made.files.map((file) => file.path) };
}

/** A project with nothing but the package in it; its dependencies are links to those that are installed here, so that nothing is downloaded. */
export function install({ tarball }: Packed, project: string): void {
  const modules = path.join(project, 'node_modules');
  const ours = path.join(modules, 'tunewright');
  mkdirSync(ours, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', ours, '--strip-components=1']);
  for (const name of readdirSync(path.join(root, 'node_modules'))) {
    if (name !== 'tunewright' && name !== '.bin') {
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
    }
  }
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'a-project', type: 'module' }));
}
