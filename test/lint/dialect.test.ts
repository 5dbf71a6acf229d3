import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The project's rules less those that need types: half a minute quicker. */
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: path.join(root, 'eslint.config.js'),
  overrideConfig: tseslint.configs.disableTypeChecked as ESLint.Options['overrideConfig'] & object,
});

/** The rules that a text would break in that file. */
async function broken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const mixed = `import { x, type X } from './x.js';\nexport const y: X = x;\n`;
const apart = `import { x } from './x.js';\nimport type { X } from './x.js';\nexport const y: X = x;\n`;

test.each(['src/workflows/x.ts', 'src/contract/x.ts', 'src/plan/ask/x.ts', 'src/cli/x.ts', 'test/view/x.test.ts'])(
  'types are imported by a statement of their own in %s',
  async (file) => {
    expect(await broken(file, mixed)).toEqual(['no-restricted-syntax']);
    expect(await broken(file, apart)).toEqual([]);
  },
);

test('a duration has its unit in words', async () => {
  expect(await broken('src/aws/x.ts', 'export const pauseMs = 5;\n')).toEqual(['no-restricted-syntax']);
  expect(await broken('src/aws/x.ts', 'export const waitFor = (pauseMs: number): number => pauseMs;\n')).toEqual([
    'no-restricted-syntax',
  ]);
  expect(await broken('src/aws/x.ts', 'export const pauseMilliseconds = 5;\n')).toEqual([]);
});

const asserted = `export const first = (list: string[]): string => list[0]!;\n`;

test('what may be missing is not taken to be there', async () => {
  expect(await broken('src/client/x.ts', asserted)).toEqual(['@typescript-eslint/no-non-null-assertion']);
});

test.each(['src/local/trainer/encoder/x.ts', 'src/dataset/csv/x.ts'])(
  'loops over numbers may take it so: %s',
  async (file) => {
    expect(await broken(file, asserted)).toEqual([]);
  },
);
