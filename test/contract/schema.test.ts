import { describe, expect, test } from 'vitest';
import { parseDeployRequest, parseFineTuneRequest } from '../../src/contract/schema/requests.js';

const updating = (update: object) => ({ endpoint: { name: 'reviews', update } });
const fullGate = {
  rule: 'better-than-live',
  approvers: ['ana', 'bo'],
  quorum: 2,
  deadlineInSeconds: 86_400,
  onDeadline: 'approve',
  notify: 'team',
  remindEveryInSeconds: 3_600,
  escalateAfterInSeconds: 43_200,
  escalateTo: 'lead.on-call',
};

describe('the one schema of requests', () => {
  const fields = (request: unknown): string[] => parseFineTuneRequest(request).problems.map(({ field }) => field);
  const model = { id: 'x' };
  const prototype = JSON.parse('{"__proto__":1}') as Record<string, number>;

  test.each<[string, unknown, string]>([
    ['an unknown member', { model, epochs: 5 }, 'request'],
    ['a role that is no ARN', { model, role: 'admin' }, 'role'],
    ['a model artifact that is no tarball', { model, modelUri: 's3://bucket/model.zip' }, 'modelUri'],
    ['a tag that no record can hold', JSON.parse('{"model":{"id":"x"},"tags":{"__proto__":"x"}}'), 'tags'],
    ['a hyperparameter that no record can hold', { model, hyperparameters: prototype }, 'hyperparameters'],
    ['an empty ladder', { model, training: { instanceType: [] } }, 'training.instanceType'],
    ['a tag of our own', { model, tags: { 'tunewright:run': 'x' } }, 'tags.tunewright:run'],
    [
      'a runtime of more than 28 days',
      { model, training: { maxRuntimeInSeconds: 3_000_000 } },
      'training.maxRuntimeInSeconds',
    ],
    ['an endpoint name with an underscore', { model, endpoint: { name: 'a_b' } }, 'endpoint.name'],
    [
      'NaN among the hyperparameters',
      { model, hyperparameters: { learning_rate: NaN } },
      'hyperparameters.learning_rate',
    ],
  ])('refuses %s and names it', (_title, request, field) => {
    expect(fields(request)).toEqual([field]);
  });

  test.each([
    ['a gate that does not exist', { gates: { launch: 'auto' } }, ['gates']],
    ['a rule that is none', { gates: { deployment: 'sometimes' } }, ['gates.deployment']],
    ['a gate that is neither rule nor options', { gates: { deployment: 5 } }, ['gates.deployment']],
    ['an option that no gate has', { gates: { deployment: { approver: 'ana' } } }, ['gates.deployment']],
    ['a rule among options that is none', { gates: { traffic: { rule: 'maybe' } } }, ['gates.traffic.rule']],
    ['better-than-live before traffic', { gates: { deployment: 'better-than-live' } }, ['gates.deployment']],
    ['a gate without approvers', { gates: { traffic: { approvers: [] } } }, ['gates.traffic.approvers']],
    [
      'an approver who is named twice',
      { gates: { traffic: { approvers: ['ana', 'ana '] } } },
      ['gates.traffic.approvers'],
    ],
    ['a quorum of nobody', { gates: { traffic: { quorum: 0 } } }, ['gates.traffic.quorum']],
    [
      'a quorum of more than the approvers',
      { gates: { traffic: { approvers: ['ana', 'bo'], quorum: 3 } } },
      ['gates.traffic.quorum'],
    ],
    [
      'a deadline of more than a year',
      { gates: { traffic: { deadlineInSeconds: 31_536_001 } } },
      ['gates.traffic.deadlineInSeconds'],
    ],
    [
      'reminders by the second',
      { gates: { traffic: { notify: 'team', remindEveryInSeconds: 1 } } },
      ['gates.traffic.remindEveryInSeconds'],
    ],
    ['reminders to nobody', { gates: { traffic: { remindEveryInSeconds: 600 } } }, ['gates.traffic.notify']],
    ['an escalation to nobody', { gates: { traffic: { escalateAfterInSeconds: 9 } } }, ['gates.traffic.escalateTo']],
    [
      'an escalation at no time',
      { gates: { traffic: { escalateTo: 'lead' } } },
      ['gates.traffic.escalateAfterInSeconds'],
    ],
    ['a webhook by its URL', { gates: { traffic: { notify: 'https://hooks.example/T0' } } }, ['gates.traffic.notify']],
    ['a default outcome that is none', { gates: { traffic: { onDeadline: 'wait' } } }, ['gates.traffic.onDeadline']],
    ['a budget of nothing', { budget: { usd: 0 } }, ['budget.usd']],
    ['a budget that warns', { budget: { usd: 1, ifOver: 'warn' } }, ['budget.ifOver']],
    ['held-out rows that are no S3 prefix', { evaluationData: 'rows/' }, ['evaluationData']],
    ['an endpoint for less than a minute', { endpoint: { timeToLiveInSeconds: 59 } }, ['endpoint.timeToLiveInSeconds']],
    ['an update of no endpoint', { endpoint: { update: {} } }, ['endpoint.name']],
    ['an unknown strategy', updating({ strategy: 'shadow' }), ['endpoint.update.strategy']],
    ['steps of an update all at once', updating({ stepPercent: 20 }), ['endpoint.update.stepPercent']],
    [
      'steps over half of the fleet',
      updating({ strategy: 'rolling', stepPercent: 51 }),
      ['endpoint.update.stepPercent'],
    ],
    ['rolling steps below 5 %', updating({ strategy: 'rolling', stepPercent: 4 }), ['endpoint.update.stepPercent']],
    ['linear steps below 10 %', updating({ strategy: 'linear', stepPercent: 9 }), ['endpoint.update.stepPercent']],
    ['more than an hour of baking', updating({ bakeTimeInSeconds: 3_601 }), ['endpoint.update.bakeTimeInSeconds']],
    ['more than ten alarms', updating({ alarms: Array(11).fill('errors') }), ['endpoint.update.alarms']],
    [
      'a wait for capacity of more than 7 days',
      { training: { capacityWaitInSeconds: 604_801 } },
      ['training.capacityWaitInSeconds'],
    ],
    [
      'more waits for capacity than instance types',
      { training: { instanceType: 'ml.g5.xlarge', capacityWaitInSeconds: [0, 60] } },
      ['training.capacityWaitInSeconds'],
    ],
    [
      'fewer waits for capacity than instance types',
      { endpoint: { instanceType: ['ml.g5.xlarge', 'ml.g4dn.xlarge'], capacityWaitInSeconds: [0] } },
      ['endpoint.capacityWaitInSeconds'],
    ],
    [
      'one wrong instance type of a list',
      { training: { instanceType: ['ml.g5.xlarge', 'g5'] } },
      ['training.instanceType.1'],
    ],
    [
      'texts and samples together',
      { smokeTest: { texts: ['a'], samples: [{ text: 'a', label: 0 }] } },
      ['smokeTest.samples'],
    ],
    ['a negative label', { smokeTest: { samples: [{ text: 'a', label: -1 }] } }, ['smokeTest.samples.0.label']],
    [
      'a latency of more than a minute',
      { smokeTest: { maxLatencyInMilliseconds: 60_001 } },
      ['smokeTest.maxLatencyInMilliseconds'],
    ],
    ['agreement in percent', { smokeTest: { minimumAgreement: 90 } }, ['smokeTest.minimumAgreement']],
    ['an endpoint that is not deployed', { deploy: false, endpoint: { name: 'reviews' } }, ['endpoint']],
  ])('refuses %s and names it', (_title, request, expected) => {
    expect(fields({ model, ...request })).toEqual(expected);
  });

  test.each([
    ['a gate with every option', { gates: { traffic: fullGate } }],
    ['a quorum among anybody', { gates: { deployment: { quorum: 2 } } }],
    ["an update by AWS's defaults", updating({})],
    ['canary steps below 10 %', updating({ strategy: 'canary', stepPercent: 5 })],
    ['no baking', updating({ strategy: 'rolling', bakeTimeInSeconds: 0 })],
    ['one wait for one type', { training: { capacityWaitInSeconds: [60] } }],
    ['spot, then on demand', { training: { spot: { maxWaitInSeconds: 9, thenOnDemand: true } } }],
    ['training only', { deploy: false }],
  ])('takes %s', (_title, request) => {
    expect(parseFineTuneRequest({ model, ...request })).toEqual({ request: { model, ...request }, problems: [] });
  });

  test('knows nothing of training in a deployment', () => {
    const { problems } = parseDeployRequest({ model, deploy: true, training: {} });
    expect(problems.map(({ message }) => message).join()).toMatch(/unknown "deploy".*unknown "training"/);
  });

  test('takes null for what may be left out as left out', () => {
    const gate = { rule: null, approvers: ['ana'], quorum: null };
    const request = {
      model: { id: 'x', version: null },
      training: null,
      tags: { team: null },
      gates: { traffic: gate },
    };
    expect(parseFineTuneRequest(request)).toEqual({
      request: { model: { id: 'x' }, tags: {}, gates: { traffic: { approvers: ['ana'] } } },
      problems: [],
    });
  });

  const messageOf = (request: object): string =>
    parseFineTuneRequest({ model, ...request })
      .problems.map(({ field, message }) => `${field}: ${message}`)
      .join('\n');

  test.each([
    [
      'a tag of AWS',
      { tags: { 'aws:cost': '1' } },
      'the key "aws:cost" is not allowed; must not begin with tunewright:',
    ],
    [
      'a tag of JumpStart',
      { tags: { 'sagemaker-sdk:jumpstart-model-id': 'x' } },
      'must not begin with tunewright:, aws: or',
    ],
    ['a tag key with &', { tags: { 'a&b': '1' } }, 'the key "a&b" is not allowed; may hold letters, digits'],
    ['a tag key of 129 characters', { tags: { ['k'.repeat(129)]: '1' } }, 'must have at most 128 characters'],
    ['tags as a list', { tags: [{ Key: 'a', Value: 'b' }] }, 'must be an object such as {"team": "reviews"}'],
    [
      'several values to try',
      { hyperparameters: { epochs: [1, 2, 3] } },
      '[1,2,3] is not allowed; must be one text, one number, true or false',
    ],
    ['no instances', { endpoint: { instanceCount: 0 } }, '0 is not allowed; must be at least 1'],
    [
      'checkpoints without spot',
      { training: { spot: { checkpointUri: 's3://b/c' } } },
      'is missing; spot training needs it',
    ],
    [
      'a misspelt member',
      { endpoint: { instanceTyp: 'x' } },
      'endpoint: unknown "instanceTyp"; did you mean instanceType?',
    ],
    [
      'a member that there is not',
      { endpoint: { xyz: {} } },
      'endpoint: unknown "xyz"; known here: name, update, timeToLive',
    ],
  ])('says of %s what is wrong in its own words', (_title, request, words) => {
    expect(messageOf(request)).toContain(words);
  });

  test('says what no model must look like', () => {
    expect(parseFineTuneRequest({}).problems).toEqual([
      { field: 'model', message: expect.stringMatching(/^is missing; must be an object such as \{"id"/) as string },
    ]);
  });

  test('has one problem of one value', () => {
    expect(fields({ model, training: { outputKmsKeyId: '' } })).toEqual(['training.outputKmsKeyId']);
  });

  test('compares members even where others are wrong', () => {
    const gate = { approvers: ['ana'], quorum: 2, onDeadline: 'wait', remindEveryInSeconds: 600 };
    expect(fields({ model: {}, gates: { traffic: gate } }).sort()).toEqual([
      'gates.traffic.notify',
      'gates.traffic.onDeadline',
      'gates.traffic.quorum',
      'model.id',
    ]);
  });

  test('names all that is wrong at once', () => {
    expect(fields({ model: {}, role: 'x', region: 'nowhere', account: '12' }).sort()).toEqual([
      'account',
      'model.id',
      'region',
      'role',
    ]);
  });
});

test.each([
  ['ml.g4dn.xlage', 'did you mean ml.g4dn.xlarge?'],
  ['ml.m5.xlrge', 'did you mean ml.m5.xlarge?'],
  ['ml.p3.2xlrge', 'did you mean ml.p3.2xlarge?'],
  ['ml.m5.q', 'must look like ml.g5.xlarge'],
])('the instance type %s, whose size there is not, is refused: %s', (instanceType, advice) => {
  const asked = [
    { training: { instanceType } },
    { endpoint: { instanceType } },
    { endpoint: { instanceType: [instanceType] } },
  ];
  for (const request of asked) {
    const { problems } = parseFineTuneRequest({ model: { id: 'x' }, ...request });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(advice)]);
  }
});

test.each(['ml.m5.large', 'ml.t2.medium', 'ml.g5.48xlarge', 'ml.u-24tb1.112xlarge', 'ml.m5.metal'])(
  'the instance type %s is taken: whether there is one of that family, the model and the account tell',
  (instanceType) => {
    expect(parseFineTuneRequest({ model: { id: 'x' }, training: { instanceType } }).problems).toEqual([]);
  },
);

test.each([
  [{ subnets: ['subnet-1'] }, '--security-group'],
  [{ subnets: ['subnet-1'], securityGroupIds: [] }, '--security-group'],
  [{ securityGroupIds: ['sg-1'] }, '--subnet'],
  [{ subnets: [], securityGroupIds: ['sg-1'] }, '--subnet'],
])('a VPC of which half is missing, %j, is told what is to be given: %s', (vpc, option) => {
  const { problems } = parseFineTuneRequest({ model: { id: 'x' }, vpc });
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(option)]);
});
