// Runs the end-to-end tests, in which the product is bound by iam/worker.json at the local SageMaker, takes down what it asked for there, and
// compares: every action of the policy is needed, on every resource that a statement names. What it lacks would have failed a test.
// Prints one line of JSON and ends with 1 where the policy allows more.
//   node scripts/recorded-rights.mjs [DIRECTORY of an earlier recording]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv[2];
const directory = given ?? mkdtempSync(path.join(tmpdir(), 'tunewright-rights-'));
let tests = null;
try {
  if (given === undefined) {
    const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const env = { ...process.env, TUNEWRIGHT_RECORDED_RIGHTS: directory };
    tests = spawnSync(process.execPath, [vitest, 'run', 'test/end-to-end'], {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
    }).status;
  }
  const { parsePolicy } = await import(
    pathToFileURL(path.join(root, 'dist/local/sagemaker/policy/policy-document.js')).href
  );
  const { decide } = await import(pathToFileURL(path.join(root, 'dist/local/sagemaker/policy/decide.js')).href);
  const rights = readdirSync(directory).flatMap((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')));
  const { Statement, ...document } = parsePolicy(policyText());
  /** Is there a right that this part of a statement alone allows? */
  const isNeeded = (statement) =>
    rights.some((right) => decide({ ...document, Statement: [statement] }, right) === 'allowed');
  const unused = Statement.flatMap(({ Sid, ...statement }) => [
    ...statement.Action.filter((action) => !isNeeded({ ...statement, Action: [action] })).map(
      (action) => `${Sid}: ${action}`,
    ),
    ...statement.Resource.filter((resource) => !isNeeded({ ...statement, Resource: [resource] })).map(
      (resource) => `${Sid}: ${resource}`,
    ),
  ]);
  const actions = new Set(rights.map(({ action }) => action));
  console.log(JSON.stringify({ tests, recorded: rights.length, actions: actions.size, unused }));
  process.exitCode = tests || unused.length > 0 ? 1 : 0;
} finally {
  if (given === undefined) rmSync(directory, { recursive: true, force: true });
}

/** For the account of the local SageMaker, as test/support/local/policy.ts has it. */
function policyText() {
  const text = readFileSync(path.join(root, 'iam', 'worker.json'), 'utf8');
  const values = { ACCOUNT: '123456789012', REGION: '*', PREFIX: '', BUCKET: '*', 'role/ROLE': 'role/*' };
  return Object.entries(values).reduce((filled, [word, value]) => filled.replaceAll(word, value), text);
}
