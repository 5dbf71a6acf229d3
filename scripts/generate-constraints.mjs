// Writes src/local/sagemaker/api/constraints.ts: what AWS's published service models demand of the inputs of the
// operations that the local SageMaker serves. The models (Apache-2.0) come with botocore:
//   python3 -m venv V && V/bin/pip install botocore
//   node scripts/generate-constraints.mjs V/lib/python3.*/site-packages/botocore
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const target = 'src/local/sagemaker/api/constraints.ts';
const served = {
  sagemaker: [
    ...['Create', 'Describe', 'Stop', 'Delete'].map((verb) => `${verb}TrainingJob`),
    ...['Create', 'Describe', 'Delete'].flatMap((verb) => [`${verb}Model`, `${verb}EndpointConfig`, `${verb}Endpoint`]),
    ...['TrainingJobs', 'Models', 'EndpointConfigs', 'Endpoints', 'Tags'].map((what) => `List${what}`),
    ...['UpdateEndpoint', 'UpdateEndpointWeightsAndCapacities', 'AddTags', 'DeleteTags'],
    ...['DescribeHubContent', 'ListHubContentVersions'],
  ],
  logs: ['DescribeLogGroups', 'DescribeLogStreams', 'GetLogEvents', 'FilterLogEvents'],
  'sagemaker-runtime': ['InvokeEndpoint'],
  'service-quotas': ['ListServiceQuotas'],
};

const types = {
  string: 'string',
  blob: 'string',
  boolean: 'boolean',
  timestamp: 'number',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
};

function limits({ min, max }) {
  return { ...(min > 0 ? { min } : {}), ...(max === undefined ? {} : { max }) };
}

function constraint(shape, use) {
  if (shape.type === 'structure') {
    const members = Object.entries(shape.members).map(([name, member]) => [name, use(member.shape)]);
    const required = shape.required ?? [];
    return { type: 'structure', ...(required.length > 0 ? { required } : {}), members: Object.fromEntries(members) };
  }
  if (shape.type === 'list') return { type: 'list', ...limits(shape), member: use(shape.member.shape) };
  if (shape.type === 'map') {
    return { type: 'map', ...limits(shape), key: use(shape.key.shape), value: use(shape.value.shape) };
  }
  const type = types[shape.type];
  if (type === undefined) throw new Error(`a shape of type ${shape.type} is new here`);
  const text = type === 'string' && shape.type !== 'blob';
  return {
    type,
    ...(shape.type === 'blob' ? {} : limits(shape)),
    ...(text && shape.pattern !== undefined ? { pattern: shape.pattern } : {}),
    ...(text && shape.enum !== undefined ? { values: shape.enum } : {}),
  };
}

function model(botocore, service) {
  const directory = path.join(botocore, 'data', service);
  const newest = readdirSync(directory).sort().at(-1);
  return JSON.parse(gunzipSync(readFileSync(path.join(directory, newest, 'service-2.json.gz'))).toString('utf8'));
}

function table(botocore, service) {
  const { shapes, operations } = model(botocore, service);
  const used = new Map();
  const use = (name) => {
    if (!used.has(name)) {
      used.set(name, undefined);
      used.set(name, constraint(shapes[name], use));
    }
    return name;
  };
  const inputs = served[service].map((name) => [name, use(operations[name].input.shape)]);
  return { operations: Object.fromEntries(inputs), shapes: Object.fromEntries([...used].sort()) };
}

const botocore = process.argv[2];
if (botocore === undefined) throw new Error('usage: node scripts/generate-constraints.mjs DIRECTORY_OF_BOTOCORE');
const version = /__version__ = '([^']+)'/.exec(readFileSync(path.join(botocore, '__init__.py'), 'utf8'))?.[1];
const quote = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
const key = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : quote(name));
const literal = (value) => {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${key(name)}: ${literal(inner)}`)
    .join(', ')} }`;
};
const rows = (entries) => Object.entries(entries).map(([name, value]) => `      ${key(name)}: ${literal(value)},`);
const services = Object.keys(served).flatMap((service) => {
  const { operations, shapes } = table(botocore, service);
  return [
    `  ${key(service)}: {`,
    '    operations: {',
    ...rows(operations),
    '    },',
    '    shapes: {',
    ...rows(shapes),
    '    },',
    '  },',
  ];
});
writeFileSync(
  target,
  [
    `// Written by scripts/generate-constraints.mjs out of the service models of botocore ${version} (Apache-2.0).`,
    "import type { ServiceConstraints } from './shapes.js';",
    '',
    '/** By service: the input of each operation, and the shapes that inputs are made of. */',
    '// prettier-ignore',
    'export const constraints = {',
    ...services,
    "} satisfies Readonly<Record<string, ServiceConstraints>> as Readonly<Record<'" +
      Object.keys(served).join("' | '") +
      "', ServiceConstraints>>;",
    '',
  ].join('\n'),
);
