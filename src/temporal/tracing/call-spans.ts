import type { ReadableSpan, Tracer } from '@opentelemetry/sdk-trace-node';
import type { AroundAwsCall, AwsAnswered } from '../../contract/aws-call.js';

/** OpenTelemetry's numbers, so that its API need not be loaded where nothing is traced. */
const client = 2;
const failed = 2;

/** Of OpenTelemetry's conventions for calls by an AWS SDK. */
const system = { 'rpc.system': 'aws-api' } as const;

/** Attributes of these spans, none of which holds anything of the input or the answer. */
export const callAttributes = [
  ...['rpc.system', 'rpc.service', 'rpc.method', 'cloud.region'],
  ...['aws.request_id', 'http.response.status_code', 'error.type'],
] as const;

/** A span for each attempt of a call, below that of the activity that makes it. */
export const callSpans =
  (tracer: Tracer): AroundAwsCall =>
  ({ service, operation, region }, send) =>
    tracer.startActiveSpan(`${service}.${operation}`, { kind: client }, async (span) => {
      span.setAttributes({ ...system, 'rpc.service': service, 'rpc.method': operation, 'cloud.region': region });
      const answeredWith = ({ requestId, httpStatusCode }: AwsAnswered): void => {
        if (requestId !== undefined) span.setAttribute('aws.request_id', requestId);
        if (httpStatusCode !== undefined) span.setAttribute('http.response.status_code', httpStatusCode);
      };
      try {
        const handled = await send();
        answeredWith(handled.output.$metadata);
        return handled;
      } catch (error) {
        const { name, $metadata = {} } = error as Error & { $metadata?: AwsAnswered };
        answeredWith($metadata);
        span.setAttribute('error.type', name).setStatus({ code: failed });
        throw error;
      } finally {
        span.end();
      }
    });

/** Of nobody's work: a list for all that wait, which comes every few seconds. */
export const isLoneCall = ({ attributes, parentSpanId }: ReadableSpan): boolean =>
  attributes['rpc.system'] === system['rpc.system'] && parentSpanId === undefined;
