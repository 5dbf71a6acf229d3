import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bucket = fileURLToPath(new URL('../../data/jumpstart/bucket', import.meta.url));

/** Runs a program that imports the package by its public name, and returns every module file that was loaded by its end. */
function modulesLoadedBy(program: string): string[] {
  const tracer = `
    import { register } from 'node:module';
    import { writeSync } from 'node:fs';
    register('data:text/javascript,' + encodeURIComponent(\`
      import { writeSync } from 'node:fs';
      export async function load(url, context, next) { writeSync(2, url + '\\\\n'); return next(url, context); }
    \`));
    await import('data:text/javascript,' + encodeURIComponent(${JSON.stringify(program)}));
  `;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', tracer], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return stderr.split('\n');
}

test('tunewright/catalog answers from a directory without loading Temporal, a schema library or an AWS client', () => {
  const catalog = new URL('../../dist/catalog/index.js', import.meta.url).href;
  const program = `
    process.env.AWS_JUMPSTART_MANIFEST_LOCAL_ROOT_DIR_OVERRIDE = ${JSON.stringify(bucket)};
    process.env.AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE = ${JSON.stringify(bucket)};
    const { JumpStartCatalog } = await import(${JSON.stringify(catalog)});
    const catalog = await JumpStartCatalog.open('us-east-1');
    await catalog.spec('tensorflow-tc-electra-small-1');
  `;
  const loaded = modulesLoadedBy(program);
  expect(loaded.filter((url) => url.includes('/dist/catalog/')).length).toBeGreaterThan(5);
  expect(loaded.filter((url) => url.includes('node_modules'))).toEqual([]);
});
