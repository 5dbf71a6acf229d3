import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bareEnvironment, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const bucket = fileURLToPath(new URL('../../data/jumpstart/bucket', import.meta.url));
/** No credentials, no endpoint, no Temporal: whatever asks the network fails. */
const env = bareEnvironment(directory, {
  AWS_JUMPSTART_MANIFEST_LOCAL_ROOT_DIR_OVERRIDE: bucket,
  AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE: bucket,
});
const bert = 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2';
const here = ['--region', 'us-east-1', '--account', '111122223333'];
const role = ['--role', 'arn:aws:iam::111122223333:role/R'];

function data(name: string, content: string): string {
  const file = path.join(directory, name);
  writeFileSync(file, content);
  return file;
}
const good = data('good.csv', '0,flat and tired\n1,bright and kind\n');

async function json<T>(args: string[]): Promise<{ code: number | null; document: T }> {
  const { code, stdout } = await run([...args, '--json'], env);
  return { code, document: JSON.parse(stdout) as T };
}

describe('tunewright models show, from a directory and without a network', () => {
  test('prints artifacts, hyperparameters and instance types of the resolved version', async () => {
    const { code, document } = await json([
      'models',
      'show',
      bert,
      '--version',
      '2.0',
      '--region',
      'eu-west-1',
      '--instance-type',
      'ml.m5.xlarge',
    ]);
    expect(document).toMatchObject({
      modelId: bert,
      version: '2.0.0',
      region: 'eu-west-1',
      training: {
        instanceType: 'ml.m5.xlarge',
        imageUri: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/tensorflow-training:2.9-cpu-py39',
        hyperparameters: { epsilon: '1e-07', early_stopping_min_delta: '0.0' },
      },
      inference: { instanceType: 'ml.m5.xlarge', environment: { SAGEMAKER_PROGRAM: 'inference.py' } },
    });
    expect(code).toBe(0);
  });

  test.each([
    ['deprecated', 'tensorflow-tc-albert-en-base'],
    ['vulnerable', 'tensorflow-tc-electra-small-1'],
    ['without an image', 'tensorflow-tc-experts-bert-pubmed-1'],
  ])('refuses a model that is %s with exit code 2', async (_title, model) => {
    expect((await run(['models', 'show', model, '--region', 'us-east-1'], env)).code).toBe(2);
  });

  test('shows a deprecated model that is tolerated', async () => {
    const args = ['models', 'show', 'tensorflow-tc-albert-en-base', '--region', 'us-east-1', '--tolerate-deprecated'];
    expect((await run(args, env)).code).toBe(0);
  });

  test('says when there is a newer version', async () => {
    const { stderr } = await run(['models', 'show', bert, '--version', '2.0.1', '--region', 'us-east-1'], env);
    expect(stderr).toContain('there is 3.0.0');
  });
});

test('tunewright models list needs the manifest alone', async () => {
  const { document } = await json<{ modelId: string; versions: string[] }[]>([
    'models',
    'list',
    '--region',
    'us-east-1',
  ]);
  expect(document.find(({ modelId }) => modelId === bert)?.versions).toContain('2.0.10');
  expect(document.map(({ modelId }) => modelId).filter((id) => id.includes('tcembedding'))).toEqual([]);
});

interface PlanDocument {
  namesArePreview: boolean;
  requests: {
    CreateTrainingJob?: { TrainingJobName: string; HyperParameters: Record<string, string> };
    CreateModel: object;
  };
  repack: { script: string } | null;
  problems: { field: string }[];
}

describe('tunewright plan, with an account given, without a network', () => {
  test('prints every request of a fine-tune with names that are a preview', async () => {
    const { code, document } = await json<PlanDocument>([
      'plan',
      'fine-tune',
      '--model',
      bert,
      '--data',
      good,
      ...here,
      ...role,
      '--set',
      'epochs=5',
    ]);
    expect(Object.keys(document.requests)).toEqual([
      'CreateTrainingJob',
      'CreateModel',
      'CreateEndpointConfig',
      'CreateEndpoint',
    ]);
    expect(document.namesArePreview).toBe(true);
    expect(document.requests.CreateTrainingJob?.TrainingJobName).toMatch(/-0000000000$/);
    expect(document.requests.CreateTrainingJob?.HyperParameters['epochs']).toBe('"5"');
    expect(document.problems).toEqual([]);
    expect(code).toBe(0);
  });

  test('prints the requests also when there are problems, all of them, and ends with exit code 2', async () => {
    const args = [
      'plan',
      'fine-tune',
      '--model',
      bert,
      '--data',
      data('bad.csv', '0,a\n'),
      ...here,
      '--set',
      'epochs=none',
    ];
    const { code, document } = await json<PlanDocument>(args);
    expect(document.problems.map(({ field }) => field).sort()).toEqual(['data', 'hyperparameters.epochs', 'role']);
    expect(document.requests.CreateTrainingJob).toBeDefined();
    expect(code).toBe(2);
  });

  test('says what has to be repacked for a model of the script-mode generation', async () => {
    const args = ['plan', 'deploy', '--model', bert, '--version', '2.0.1', ...here, ...role];
    const { document } = await json<PlanDocument>(args);
    expect(document.repack?.script).toContain('sourcedir.tar.gz');
    expect(document.requests.CreateTrainingJob).toBeUndefined();
  });

  test('prints no request of an endpoint where only training is asked for', async () => {
    const args = ['plan', 'fine-tune', '--model', bert, '--data', good, '--no-deploy', ...here, ...role];
    expect(Object.keys((await json<PlanDocument>(args)).document.requests)).toEqual(['CreateTrainingJob']);
  });

  test('prints the update of a live endpoint, and its gates, for a deployment', async () => {
    const { code, document } = await json<PlanDocument>([
      ...[
        'plan',
        'deploy',
        '--model',
        bert,
        ...here,
        ...role,
        '--endpoint',
        'live',
        '--update',
        'rolling',
        '--bake',
        '5m',
      ],
      ...['--quorum', 'traffic=2', '--expect', '1=bright and kind'],
    ]);
    expect(document).toMatchObject({
      requests: { UpdateEndpoint: { EndpointName: 'live' } },
      gates: { traffic: { rule: 'manual', quorum: 2 } },
      problems: [],
    });
    expect(code).toBe(0);
  });

  test('takes an artifact of an earlier job as it is for the prepacked generation', async () => {
    const artifact = 's3://bucket/job/output/model.tar.gz';
    const { document } = await json<PlanDocument>([
      'plan',
      'deploy',
      '--model',
      bert,
      '--artifact',
      artifact,
      ...here,
      ...role,
    ]);
    expect(document.requests.CreateModel).toMatchObject({ PrimaryContainer: { ModelDataUrl: artifact } });
    expect(document.repack).toBeNull();
  });
});

test('tunewright data check --json prints the report, and ends with exit code 2 when there are problems', async () => {
  expect(await json(['data', 'check', good])).toMatchObject({
    code: 0,
    document: { rows: 2, classes: 2, repeats: { exact: true } },
  });
  expect((await json(['data', 'check', data('one.csv', '0,a\n')])).code).toBe(2);
});
