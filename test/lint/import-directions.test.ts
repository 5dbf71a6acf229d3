import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { cwd: root, overrideConfigFile: path.join(root, 'eslint.config.js') };
const withTypes = new ESLint(options);
/** The project's rules less those that need types: half a minute quicker. */
const withoutTypes = new ESLint({
  ...options,
  overrideConfig: tseslint.configs.disableTypeChecked as ESLint.Options['overrideConfig'] & object,
});

/** A file of each room, whose text is replaced. */
const fileOf = {
  contract: 'src/contract/names.ts',
  'contract/schema': 'src/contract/schema/requests.ts',
  catalog: 'src/catalog/catalog.ts',
  'catalog/s3-source': 'src/catalog/s3-source.ts',
  dataset: 'src/dataset/inspect.ts',
  plan: 'src/plan/prepare.ts',
  'plan/ask': 'src/plan/ask/existing-objects.ts',
  'plan/decide': 'src/plan/decide/fine-tune-plan.ts',
  'plan/decide/cost': 'src/plan/decide/cost/budget.ts',
  'plan/requests': 'src/plan/requests/model-request.ts',
  view: 'src/view/row.ts',
  workflows: 'src/workflows/fine-tune.ts',
  aws: 'src/aws/clients.ts',
  activities: 'src/activities/waiting/polling.ts',
  worker: 'src/worker/run-worker.ts',
  client: 'src/client/start/upload.ts',
  local: 'src/local/free-port.ts',
  'local/temporal': 'src/local/temporal/dev-server.ts',
  'local/trainer': 'src/local/trainer/jobs/training-data.ts',
  console: 'src/console/server/server.ts',
  'console/api': 'src/console/api/runs.ts',
  'console/page': 'src/console/page/app.tsx',
  cli: 'src/cli/main.ts',
} as const;
type Room = keyof typeof fileOf;

/** The rules that a text would break in a file of the room. */
async function broken(room: Room, text: string): Promise<(string | null)[]> {
  const [result] = await withoutTypes.lintText(text, { filePath: path.join(root, fileOf[room]) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const importing = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = [x];\n`;

test.each<[Room, string]>([
  ['contract', '../plan/index.js'],
  ['contract', '../workflows/index.js'],
  ['contract', 'node:crypto'],
  ['contract', 'zod'],
  ['contract', '@temporalio/common'],
  ['contract', '@aws-sdk/client-s3'],
  ['contract/schema', '../../plan/index.js'],
  ['catalog', '@temporalio/common'],
  ['catalog', 'zod'],
  ['catalog', '../dataset/index.js'],
  ['catalog', '../aws/index.js'],
  ['dataset', '../catalog/index.js'],
  ['dataset', '@aws-sdk/client-s3'],
  ['plan', '../aws/index.js'],
  ['plan', '../activities/index.js'],
  ['plan', '@temporalio/common'],
  ['plan', 'zod'],
  ['plan/decide', '../ask/planning-services.js'],
  ['plan/decide', '../prepare.js'],
  ['plan/decide/cost', '../../ask/planning-services.js'],
  ['plan/decide/cost', '../../requests/model-request.js'],
  ['plan/decide', '../requests/model-request.js'],
  ['plan/decide', '../../aws/index.js'],
  ['plan/requests', '../ask/planning-services.js'],
  ['plan/requests', '../resolve.js'],
  ['plan/requests', '../decide/hosting/hosting-plan.js'],
  ['console', '../../aws/index.js'],
  ['console', '../../workflows/index.js'],
  ['console', '../../cli/output.js'],
  ['console', '../page/app.js'],
  ['console', '@temporalio/client'],
  ['console/api', '../../client/index.js'],
  ['console/api', '../server/server.js'],
  ['console/page', '../server/server.js'],
  ['console/page', '../../client/index.js'],
  ['console/page', 'zod'],
  ['console/page', 'node:fs'],
  ['view', '../plan/index.js'],
  ['view', '../workflows/index.js'],
  ['view', '../client/index.js'],
  ['view', '../contract/schema/requests.js'],
  ['view', 'node:fs'],
  ['view', 'zod'],
  ['view', '@temporalio/workflow'],
  ['workflows', '../activities/index.js'],
  ['workflows', '../plan/index.js'],
  ['workflows', '../contract/schema/requests.js'],
  ['workflows', 'node:fs'],
  ['workflows', 'fs'],
  ['workflows', 'zod'],
  ['workflows', '@temporalio/common'],
  ['workflows', '@temporalio/activity'],
  ['workflows', '@temporalio/workflow/lib/internals'],
  ['aws', '../plan/index.js'],
  ['aws', '@temporalio/common'],
  ['activities', '@aws-sdk/client-s3'],
  ['activities', '../workflows/index.js'],
  ['activities', '../client/index.js'],
  ['worker', '@aws-sdk/client-sts'],
  ['worker', '../client/index.js'],
  ['worker', '../workflows/index.js'],
  ['client', '../worker/index.js'],
  ['client', '../activities/index.js'],
  ['client', '../local/free-port.js'],
  ['client', '@aws-sdk/client-s3'],
  ['local', '../contract/index.js'],
  ['local', '../../client/index.js'],
  ['local', '@temporalio/client'],
  ['local', '../dataset/index.js'],
  ['local/temporal', '../../contract/index.js'],
  ['local/trainer', '../../contract/index.js'],
  ['local/trainer', '@temporalio/client'],
  ['cli', '@aws-sdk/client-s3'],
])('%s may not import %s', async (room, specifier) => {
  expect(await broken(room, importing(specifier))).toContain('no-restricted-imports');
});

test.each<[Room, string]>([
  ['contract', './problems.js'],
  ['contract/schema', 'zod'],
  ['contract/schema', '../requests.js'],
  ['catalog', '../contract/index.js'],
  ['catalog/s3-source', '@aws-sdk/client-s3'],
  ['dataset', '../contract/dataset.js'],
  ['plan', '../catalog/index.js'],
  ['plan/ask', '../decide/data-prefix.js'],
  ['plan/decide', '../../catalog/index.js'],
  ['plan/requests', '../../catalog/index.js'],
  ['view', '../contract/status.js'],
  ['workflows', '../contract/names.js'],
  ['workflows', '../view/row.js'],
  ['workflows', './gates.js'],
  ['workflows', '@temporalio/workflow'],
  ['aws', '@aws-sdk/client-s3'],
  ['activities', '../aws/index.js'],
  ['activities', '../plan/index.js'],
  ['worker', '../activities/index.js'],
  ['client', '../plan/index.js'],
  ['client', '../view/row.js'],
  ['client', '../aws/index.js'],
  ['local', './cache-directory.js'],
  ['local', '@aws-sdk/client-s3'],
  ['local/temporal', '@temporalio/testing'],
  ['local/trainer', '../../dataset/index.js'],
  ['cli', '../local/free-port.js'],
  ['cli', '../view/row.js'],
  ['cli', '../worker/index.js'],
])('%s may import %s', async (room, specifier) => {
  expect(await broken(room, importing(specifier))).not.toContain('no-restricted-imports');
});

test.each<[Room, string]>([
  ['workflows', '../activities/index.js'],
  ['client', '../worker/index.js'],
])('%s may not import even a type from %s', async (room, specifier) => {
  const text = `import type { x } from '${specifier}';\nexport type y = x;\n`;
  expect(await broken(room, text)).toContain('no-restricted-imports');
});

test.each<[Room, string]>([
  ['workflows', '../activities/index.js'],
  ['local', '../contract/index.js'],
])('%s may not pass on what stands in %s', async (room, specifier) => {
  expect(await broken(room, `export { x } from '${specifier}';\n`)).toContain('no-restricted-imports');
});

test('a workflow may not leave an activity unawaited', async () => {
  const { rules } = (await withTypes.calculateConfigForFile(path.join(root, fileOf.workflows))) as {
    rules: Record<string, readonly unknown[]>;
  };
  const severe = 2;
  expect(rules['@typescript-eslint/no-floating-promises']).toContain(severe);
});

test.each(
  (['workflows', 'view'] as const).flatMap((room) =>
    [
      ['Math.random()', 'no-restricted-syntax'],
      ["process.env['HOME']", 'no-restricted-globals'],
      ["fetch('http://localhost')", 'no-restricted-globals'],
    ].map(([expression, rule]) => [room, expression, rule] as const),
  ),
)('%s run in the workflow sandbox and may not use %s', async (room, expression, rule) => {
  expect(await broken(room, `export const x: unknown = ${expression};\n`)).toContain(rule);
});

test.each([
  ['an expression', "export const load = () => import('../activities/index.js');"],
  ['a type', "export type Loaded = import('../activities/index.js').Services;"],
])('a forbidden import is refused as %s too', async (_form, text) => {
  expect(await broken('workflows', text)).toContain('no-restricted-syntax');
});

test('an allowed import is not refused as an expression', async () => {
  expect(await broken('cli', "export const load = () => import('../client/index.js');")).not.toContain(
    'no-restricted-syntax',
  );
});

test.each([
  ['a member of an interface that could be written to', 'export interface A {\n  b: string;\n}\n'],
  ['a type among imported values', "import { type A, b } from './c.js';\nexport const d: A = b;\n"],
])('new code is refused %s', async (_, text) => {
  expect(await broken('view', text)).toContain('no-restricted-syntax');
});

test('new code may have members that are only read, and types by a statement of their own', async () => {
  const text = "import type { A } from './c.js';\nexport interface B {\n  readonly a: A;\n}\n";
  expect(await broken('view', text)).not.toContain('no-restricted-syntax');
});

test('the files that are older than the dialect are there', async () => {
  const file = pathToFileURL(path.join(root, 'eslint.dialect.js')).href;
  const { beforeDialect } = (await import(file)) as { beforeDialect: string[] };
  expect(beforeDialect.filter((older) => !existsSync(path.join(root, older)))).toEqual([]);
});
