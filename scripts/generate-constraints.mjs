// Writes src/local/sagemaker/services/constraints.generated.ts: what AWS's service models demand of the inputs of the
// operations that the local SageMaker serves, which are the files of the folders services/*/operations.
//
//   node scripts/generate-constraints.mjs [DIRECTORY_OF_BOTOCORE]
//
// The models (Apache-2.0) come with botocore, a Python package; no npm package has them whole: the API files of
// aws-sdk 2 and the schemas of @aws-sdk 3 leave out lengths, patterns and enums. Without a directory, the botocore of
// `python3` is taken. VERSION is the one in the first line of that file, or a newer one; an older one would take shapes away:
//   python3 -m venv V && V/bin/pip install botocore==VERSION && PATH="$PWD/V/bin:$PATH" node scripts/generate-constraints.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const services = fileURLToPath(new URL('../src/local/sagemaker/services/', import.meta.url));
const target = path.join(services, 'constraints.generated.ts');

/** Folder of a service -> its model in botocore. S3 is not here: no JSON shapes describe its requests. */
const models = {
  sagemaker: 'sagemaker',
  logs: 'logs',
  runtime: 'sagemaker-runtime',
  quotas: 'service-quotas',
  sts: 'sts',
  sqs: 'sqs',
  kms: 'kms',
};

const types = {
  string: 'string',
  blob: 'blob',
  boolean: 'boolean',
  timestamp: 'number',
  integer: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
};

/** A length is never below 0, but a number may be. */
function limits({ type, min, max }) {
  const says = min > 0 || (min !== undefined && types[type] === 'number');
  return { ...(says ? { min } : {}), ...(max === undefined ? {} : { max }) };
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
  const text = type === 'string';
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

/** `CreateEndpointConfig` for the file create-endpoint-config.ts. */
function operationsOf(folder, operations) {
  const byFile = new Map(Object.keys(operations).map((name) => [`${kebabCase(name)}.ts`, name]));
  return readdirSync(path.join(services, folder, 'operations'))
    .sort()
    .map((file) => byFile.get(file) ?? stop(`${folder}/operations/${file} is named by no operation of the model`));
}

function kebabCase(name) {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}

function table(botocore, folder, service) {
  const { shapes, operations } = model(botocore, service);
  const used = new Map();
  const use = (name) => {
    if (!used.has(name)) {
      used.set(name, undefined);
      used.set(name, constraint(shapes[name], use));
    }
    return name;
  };
  const inputs = operationsOf(folder, operations).map((name) => [name, use(operations[name].input.shape)]);
  return { operations: Object.fromEntries(inputs), shapes: Object.fromEntries([...used].sort()) };
}

function findBotocore() {
  try {
    const script = 'import botocore; print(botocore.__path__[0])';
    return execFileSync('python3', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return stop('this needs the Python package botocore: pip install botocore, or name its directory');
  }
}

/** Both as `1.44.5`; where one of them is not known nothing is said. */
function isOlder(version = '', than = '') {
  return version.localeCompare(than, 'en', { numeric: true }) < 0 && version !== '';
}

function stop(message) {
  console.error(`generate-constraints: ${message}`);
  process.exit(2);
}

const botocore = process.argv[2] ?? findBotocore();
if (!existsSync(path.join(botocore, 'data'))) stop(`${botocore} is not the directory of botocore: it has no data`);
const version = /__version__ = '([^']+)'/.exec(readFileSync(path.join(botocore, '__init__.py'), 'utf8'))?.[1];
const present = /service models of botocore ([\d.]+)/.exec(readFileSync(target, 'utf8'))?.[1];
if (isOlder(version, present)) {
  stop(
    `botocore ${version} is older than ${present}, which the constraints are of: shapes would be lost; take ${present}`,
  );
}
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
const blocks = Object.entries(models).flatMap(([folder, service]) => {
  const { operations, shapes } = table(botocore, folder, service);
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
    `// @generated from the service models of botocore ${version} (Apache-2.0). DO NOT EDIT: run`,
    '//   node scripts/generate-constraints.mjs',
    "import type { ServiceConstraints } from '../wire/model/shape.js';",
    '',
    '/** By service: the input of each operation, and the shapes that inputs are made of. */',
    '// prettier-ignore',
    'export const constraints = {',
    ...blocks,
    "} satisfies Readonly<Record<string, ServiceConstraints>> as Readonly<Record<'" +
      Object.values(models).join("' | '") +
      "', ServiceConstraints>>;",
    '',
  ].join('\n'),
);
