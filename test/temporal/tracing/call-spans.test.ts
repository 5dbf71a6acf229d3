import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { putAroundCalls } from '../../../src/aws/index.js';
import { awsClients } from '../../../src/aws/clients.js';
import { callSpans } from '../../../src/temporal/tracing/call-spans.js';

const secret = 'MARKED-job-name';

afterEach(() => {
  putAroundCalls(null);
  vi.unstubAllEnvs();
});

/** Spans of one DescribeTrainingJob by the SDK's own client, which that server answers. */
async function spansOf(listener: RequestListener): Promise<ReadableSpan[]> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  putAroundCalls(callSpans(provider.getTracer('test')));
  const client = await awsClients('eu-west-1').sagemaker();
  await client.send(new DescribeTrainingJobCommand({ TrainingJobName: secret })).catch(() => undefined);
  return exporter.getFinishedSpans();
}

const answering =
  (status: number, body: object): RequestListener =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' })
      .end(JSON.stringify(body));
  };

test('a call has a span that names service, operation, region, status and request', async () => {
  const [span] = await spansOf(answering(200, { TrainingJobName: secret }));
  expect([span?.name, span?.attributes]).toEqual([
    'SageMaker.DescribeTrainingJob',
    {
      'rpc.system': 'aws-api',
      'rpc.service': 'SageMaker',
      'rpc.method': 'DescribeTrainingJob',
      'cloud.region': 'eu-west-1',
      'aws.request_id': 'r-1',
      'http.response.status_code': 200,
    },
  ]);
});

test('a call that fails tells the name of the error and not what it says', async () => {
  const [span] = await spansOf(answering(400, { __type: 'ValidationException', message: `no ${secret}` }));
  expect(span?.attributes).toMatchObject({ 'error.type': 'ValidationException', 'http.response.status_code': 400 });
  expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain(secret);
});

test('each attempt of a call has its span', async () => {
  let asked = 0;
  const spans = await spansOf((request, response) =>
    asked++ === 0
      ? answering(503, { __type: 'ServiceUnavailable', message: 'later' })(request, response)
      : answering(200, {})(request, response),
  );
  expect(spans.map(({ attributes }) => attributes['http.response.status_code'])).toEqual([503, 200]);
});
