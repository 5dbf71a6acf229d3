import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRunning } from '../../src/local/processes/process-identity.js';
import type { ProcessIdentity } from '../../src/local/processes/process-identity.js';
import { bareEnvironment, command, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const minutes = (count: number): number => count * 60_000;
const directory = temporaryDirectory();
const home = (name: string): string => {
  const made = path.join(directory, name);
  mkdirSync(made, { recursive: true });
  return made;
};

/** Child processes that a quickstart with this data directory has on record. */
function recorded(dataDirectory: string): (ProcessIdentity & { name: string })[] {
  const state = path.join(dataDirectory, 'quickstart');
  return readdirSync(state, { recursive: true, encoding: 'utf8' })
    .filter((file) => /child-\d+\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(path.join(state, file), 'utf8')) as ProcessIdentity & { name: string });
}

const living = async (children: ProcessIdentity[]): Promise<number> =>
  (await Promise.all(children.map(isRunning))).filter(Boolean).length;

describe('tunewright quickstart --yes --json', () => {
  test(
    'fine-tunes, approves, deploys, tests, predicts and evaluates on a real Temporal server',
    async () => {
      const held = path.join(process.cwd(), 'data', 'reviews', 'data.csv');
      const env = bareEnvironment(home('whole'));
      const quickstart = command(['quickstart', '--yes', '--json', '--evaluate', held], env);
      const { code, stdout, stderr } = await quickstart.finished;
      expect(stderr).toContain('epoch 20/20');
      const document = JSON.parse(stdout) as {
        historyEvents: number;
        trainingJob: { metrics: Record<string, number> };
      };
      expect(document).toMatchObject({
        model: { id: 'tensorflow-tc-local-use-lite-en', version: '1.0.0' },
        standIn: { encoder: 'universal-sentence-encoder-lite' },
        dataset: { rows: 720, classes: 2 },
        trainingJob: { status: 'Completed' },
        endpoint: { status: 'InService' },
        smokeTest: { passed: true },
        evaluation: { rows: 720 },
      });
      expect(document.trainingJob.metrics['validation:accuracy']).toBeGreaterThan(0.7);
      expect(document.historyEvents).toBeLessThan(100);
      expect(code).toBe(0);
      expect(recorded(env['TUNEWRIGHT_DATA_DIR'] ?? '')).toEqual([]);
    },
    minutes(3),
  );

  test(
    'ends what a killed one left before it starts its own',
    async () => {
      const dataDirectory = home('killed');
      const env = bareEnvironment(dataDirectory);
      const first = command(['quickstart', '--yes', '--json'], env);
      await expect.poll(() => first.stderr(), { timeout: minutes(1) }).toContain('run fine-tune-');
      const children = recorded(dataDirectory);
      first.child.kill('SIGKILL');
      await first.finished;
      expect(children.map(({ name }) => name).sort()).toEqual(['local SageMaker', 'temporal', 'worker']);
      expect(await living(children)).toBeGreaterThan(0);
      const second = await run(['quickstart', '--yes', '--json', '--model', 'no-such-model'], env);
      expect(second.code).toBe(2);
      expect(await living(children)).toBe(0);
    },
    minutes(3),
  );

  test(
    'stops everything that it started on SIGINT',
    async () => {
      const dataDirectory = home('interrupted');
      const quickstart = command(['quickstart', '--yes'], bareEnvironment(dataDirectory));
      await expect.poll(() => quickstart.stderr(), { timeout: minutes(3) }).toContain('run fine-tune-');
      const children = recorded(dataDirectory);
      quickstart.child.kill('SIGINT');
      expect((await quickstart.finished).code).toBe(3);
      expect(await living(children)).toBe(0);
    },
    minutes(5),
  );

  test('without a terminal asks for --yes instead of hanging at the approval', async () => {
    const { code, stderr } = await run(['quickstart'], bareEnvironment(home('mute')));
    expect(stderr).toContain('--yes');
    expect(code).toBe(2);
  });
});
