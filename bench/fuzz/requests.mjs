// Requests that no client of AWS would send, and some that one would: half right, so that they get deep.
import { Buffer } from 'node:buffer';
import { signed } from './sign.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {{ method: string; target: string; headers: Record<string, string>; body: Buffer }} Request */

export const texts = [
  ...[
    '',
    ' ',
    'a',
    '..',
    '.',
    '/',
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\u202e',
    '🙂',
    'é',
    'e\u0301',
    '\u001b[2J',
    'constructor',
  ],
  ...[
    '__proto__',
    'toString',
    'hasOwnProperty',
    '${jndi:x}',
    '&constructor;',
    '<a>',
    ']]>',
    '-1',
    'NaN',
    '1e999',
    'true',
    'null',
  ],
  ...[
    's3://',
    's3://b',
    's3://b/..',
    'arn:aws:',
    'arn:aws:sagemaker:us-east-1:123456789012:endpoint/x',
    'x'.repeat(300),
  ],
  ...['fuzz-1', 'fuzz-2', 'fuzz-3'],
];
const numbers = [0, -0, -1, 1, 2, 3.5, 1e21, 2 ** 31, 2 ** 53, -(2 ** 63), Number.MAX_VALUE];
const members = [
  ...[
    'TrainingJobName',
    'ModelName',
    'EndpointName',
    'EndpointConfigName',
    'RoleArn',
    'ExecutionRoleArn',
    'Tags',
    'ResourceArn',
  ],
  ...[
    'AlgorithmSpecification',
    'InputDataConfig',
    'OutputDataConfig',
    'ResourceConfig',
    'StoppingCondition',
    'HyperParameters',
  ],
  ...[
    'PrimaryContainer',
    'Containers',
    'ProductionVariants',
    'DataCaptureConfig',
    'Environment',
    'NextToken',
    'MaxResults',
    'SortBy',
  ],
  ...[
    'NameContains',
    'CreationTimeAfter',
    'logGroupName',
    'logStreamName',
    'filterPattern',
    'startFromHead',
    'ServiceCode',
    'TagKeys',
  ],
  ...[
    'DesiredWeightsAndCapacities',
    'DeploymentConfig',
    'VpcConfig',
    'HubName',
    'HubContentType',
    '__proto__',
    'constructor',
    'x',
  ],
];
const targets = [
  ...['CreateTrainingJob', 'DescribeTrainingJob', 'StopTrainingJob', 'DeleteTrainingJob', 'ListTrainingJobs'].map(
    (name) => `SageMaker.${name}`,
  ),
  ...[
    'CreateModel',
    'DescribeModel',
    'DeleteModel',
    'ListModels',
    'CreateEndpointConfig',
    'DescribeEndpointConfig',
  ].map((name) => `SageMaker.${name}`),
  ...['DeleteEndpointConfig', 'ListEndpointConfigs', 'CreateEndpoint', 'DescribeEndpoint', 'UpdateEndpoint'].map(
    (name) => `SageMaker.${name}`,
  ),
  ...['UpdateEndpointWeightsAndCapacities', 'DeleteEndpoint', 'ListEndpoints', 'AddTags', 'ListTags'].map(
    (name) => `SageMaker.${name}`,
  ),
  ...['DeleteTags', 'DescribeHubContent', 'ListHubContentVersions', 'NoSuchThing', 'constructor', ''].map(
    (name) => `SageMaker.${name}`,
  ),
  ...['DescribeLogGroups', 'DescribeLogStreams', 'GetLogEvents', 'FilterLogEvents'].map(
    (name) => `Logs_20140328.${name}`,
  ),
  ...['ServiceQuotasV20190624.ListServiceQuotas', '.', '', 'constructor.constructor'],
];
const subresources = [
  '',
  'list-type=2',
  'uploads',
  'uploadId=x',
  'uploadId=x&partNumber=1',
  'delete',
  'location',
  'versioning',
  'acl',
  'tagging',
];
const parameters = [
  'prefix=%2e%2e',
  'max-keys=-1',
  'max-keys=99999999999',
  'continuation-token=%00',
  'encoding-type=url',
  'delimiter=%2F',
  'X-Amz-Expires=1',
];
const s3Headers = {
  ...{
    'x-amz-copy-source': ['%zz', '/', 'a/b', '/fuzz-bucket/key', 'fuzz-bucket'],
    range: ['bytes=9-1', 'bytes=-', 'bytes=0-99999999999', 'x'],
  },
  ...{
    'content-md5': ['x', 'AAAAAAAAAAAAAAAAAAAAAA=='],
    'x-amz-checksum-crc32': ['x', 'AAAAAA=='],
    'x-amz-sdk-checksum-algorithm': ['NONE', 'CRC32'],
  },
  ...{
    'content-encoding': ['aws-chunked'],
    'x-amz-decoded-content-length': ['-1', '5', '99999999999'],
    'if-match': ['*', 'x', '"'],
  },
  ...{
    'x-amz-copy-source-range': ['bytes=0-0', 'x'],
    'x-amz-meta-a': ['é', ''],
    'x-amz-expected-bucket-owner': ['1', '123456789012'],
  },
};
const xml = [
  '<Delete><Object><Key>a</Key></Object></Delete>',
  '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>',
  '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&b;&d;</a>',
  '<a>&constructor;&__proto__;&#x110000;&#0;</a>',
  '<a><b></a></b>',
  '<'.repeat(2_000),
  '<a>'.repeat(5_000),
  '',
];

/**
 * One request to `host`.
 * @param {Random} random
 * @param {string} host
 * @returns {Request}
 */
export function requestOf(random, host) {
  const make = random.of([json, json, json, s3, s3, runtime, form, rules]);
  const { service, ...request } = make(random);
  const headers = { host, ...request.headers };
  if (service === undefined || random.is(0.15)) return { ...request, headers: latin(headers) };
  const scope = random.is(0.03) ? random.of(texts) : service;
  return { ...request, headers: latin(signed({ ...request, headers, service: scope })) };
}

/** @typedef {Request & { service?: string }} Unsigned */

/** @param {Random} random @returns {Unsigned} */
function json(random) {
  const target = random.of(targets);
  const service = random.is(0.03)
    ? 's3'
    : target.startsWith('Logs')
      ? 'logs'
      : target.startsWith('ServiceQ')
        ? 'servicequotas'
        : 'sagemaker';
  const body = random.is(0.1) ? random.of(broken) : JSON.stringify(random.is(0.05) ? value(random, 0) : input(random));
  const headers = {
    'x-amz-target': target,
    'content-type': random.is(0.9) ? 'application/x-amz-json-1.1' : 'text/plain',
  };
  return {
    service,
    method: random.is(0.95) ? 'POST' : 'PUT',
    target: random.is(0.95) ? '/' : path(random),
    headers,
    body: Buffer.from(body),
  };
}

export const broken = [
  '',
  '{',
  '[]',
  'null',
  '"x"',
  '{"a":',
  '\ud800',
  `${'['.repeat(20_000)}`,
  `{"x":${'{"x":'.repeat(3_000)}1${'}'.repeat(3_001)}`,
];

/** @param {Random} random */
function input(random) {
  const names = Array.from({ length: random.integer(9) }, () => random.of(members));
  return Object.fromEntries(names.map((name) => [name, random.is(0.5) ? plausible(random, name) : value(random, 0)]));
}

/** @param {Random} random @param {string} name */
function plausible(random, name) {
  if (name.endsWith('Name')) return random.of(['fuzz-1', 'fuzz-2', 'fuzz-3']);
  if (name.endsWith('RoleArn')) return 'arn:aws:iam::123456789012:role/TunewrightLocal';
  if (name === 'Tags') return [{ Key: random.of(texts), Value: random.of(texts) }];
  if (name === 'ResourceConfig') return { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 };
  if (name === 'OutputDataConfig') return { S3OutputPath: 's3://sagemaker-us-east-1-123456789012/fuzz/' };
  if (name === 'StoppingCondition') return { MaxRuntimeInSeconds: 3600 };
  if (name === 'PrimaryContainer')
    return { Image: 'image', ModelDataUrl: 's3://sagemaker-us-east-1-123456789012/fuzz/model.tar.gz' };
  if (name === 'ProductionVariants')
    return [{ VariantName: 'a', ModelName: 'fuzz-1', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 }];
  if (name === 'AlgorithmSpecification') return { TrainingImage: 'image', TrainingInputMode: 'File' };
  return value(random, 0);
}

/** @param {Random} random @param {number} depth @returns {unknown} */
export function value(random, depth) {
  const kind = random.integer(depth > 3 ? 4 : 6);
  if (kind === 0) return random.of(texts);
  if (kind === 1) return random.of(numbers);
  if (kind === 2) return random.of([true, false, null]);
  if (kind === 3) return 'y'.repeat(random.integer(5_000));
  const items = Array.from({ length: random.integer(4) }, () => value(random, depth + 1));
  return kind === 4
    ? items
    : Object.fromEntries(items.map((item) => [random.of([...members, 'Key', 'Value', 'Image']), item]));
}

/** @param {Random} random */
const path = (random) =>
  `/${Array.from({ length: random.integer(4) }, () => random.of([...texts.map(encodeURIComponent), '..', '.', '%2e%2e', '%zz', '//'])).join('/')}`;

/** @param {Random} random @returns {Unsigned} */
function s3(random) {
  const bucket = random.of([
    'fuzz-bucket',
    'sagemaker-us-east-1-123456789012',
    'jumpstart-cache-prod-us-east-1',
    'UPPER',
    '..',
    '',
  ]);
  const key = random.is(0.5) ? random.of(['key', 'a/b', 'dir/']) : path(random).slice(1);
  const query = [random.of(subresources), ...(random.is(0.3) ? [random.of(parameters)] : [])].filter(Boolean).join('&');
  /** @type {Record<string, string>} */
  const headers = {};
  for (const [name, values] of Object.entries(s3Headers)) if (random.is(0.12)) headers[name] = random.of(values);
  const method = random.of(['GET', 'HEAD', 'PUT', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS']);
  const body =
    method === 'PUT' || method === 'POST'
      ? random.of([...xml, 'data', '5;chunk-signature=x\r\nhello\r\n0\r\n\r\n'])
      : '';
  return {
    service: 's3',
    method,
    target: `/${bucket}/${key}${query && `?${query}`}`,
    headers,
    body: Buffer.from(body),
  };
}

/** Node sends no header that is not Latin-1. @param {Record<string, string>} headers */
export const latin = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, text.replace(/[^\x20-\xff]/g, '?')]));

/** @param {Random} random @returns {Unsigned} */
function runtime(random) {
  const name = random.is(0.5) ? 'fuzz-1' : encodeURIComponent(random.of(texts));
  const headers = {
    'content-type': random.of(['application/x-text', 'application/json', '']),
    accept: random.of(['application/json;verbose', 'x']),
  };
  const body = random.is(0.9) ? Buffer.from(random.of(texts)) : Buffer.alloc(100_000, 'x');
  return {
    service: 'sagemaker',
    method: random.is(0.9) ? 'POST' : 'GET',
    target: `/endpoints/${name}/invocations`,
    headers,
    body,
  };
}

/** @param {Random} random @returns {Unsigned} */
function form(random) {
  const body = random.of([
    'Action=GetCallerIdentity&Version=2011-06-15',
    'Action=',
    'Action=constructor',
    'Action=%zz',
    '',
    '&&&=',
    'Action=GetCallerIdentity&Action=x',
  ]);
  return {
    service: 'sts',
    method: 'POST',
    target: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(body),
  };
}

/** Never a rule that is right: what it breaks would be taken for a finding. @param {Random} random @returns {Unsigned} */
function rules(random) {
  const rule = {
    fault: random.of([...texts.slice(0, 20), 'error', 'slow']),
    status: 'x',
    ms: -1,
    [random.of(members)]: value(random, 0),
    seconds: value(random, 2),
  };
  const body = random.is(0.5) ? JSON.stringify(random.is(0.5) ? [rule] : rule) : random.of(broken);
  const method = random.of(['POST', 'POST', 'PUT', 'GET']);
  return {
    method,
    target: '/_tunewright/faults',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(body),
  };
}

/**
 * Bytes that are hardly HTTP.
 * @param {Random} random
 * @param {string} host
 */
export function rawBytes(random, host) {
  const start = `POST / HTTP/1.1\r\nHost: ${host}\r\n`;
  return random.of([
    `${start}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
    `${start}Content-Length: -1\r\n\r\n`,
    `${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${start}Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n`,
    `${start}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n`,
    `${start}X-Amz-Target: SageMaker.ListModels\r\nContent-Length: 100\r\n\r\n{`,
    `${start}${'X: y\r\n'.repeat(5_000)}\r\n`,
    `POST / HTTP/1.0\r\n\r\n`,
    `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `\u0016\u0003\u0001\u0002`,
    `${start}Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc`,
    `${'GET / HTTP/1.1\r\nHost: '.concat(host, '\r\n\r\n').repeat(20)}`,
  ]);
}
