import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { expect, test, vi } from 'vitest';
import { DiscreetExporter } from '../../../src/temporal/tracing/discreet-exporter.js';

const spanNamed = (name: string): ReadableSpan =>
  ({ name, attributes: {}, events: [], status: { code: 1 } }) as unknown as ReadableSpan;

/** An exporter that answers so, one after the other. */
function answering(...errors: (Error | undefined)[]): { exporter: SpanExporter; sent: string[][] } {
  const sent: string[][] = [];
  const exporter: SpanExporter = {
    export: (spans, done) => {
      sent.push(spans.map(({ name }) => name));
      const error = errors.shift();
      done(error === undefined ? { code: 0 } : { code: 1, error });
    },
    shutdown: () => Promise.resolve(),
  };
  return { exporter, sent };
}

test('a collector that takes no spans is told of once, and again when it has taken some since', () => {
  const away = new Error('connect ECONNREFUSED');
  const onTrouble = vi.fn();
  const discreet = new DiscreetExporter(answering(away, away, undefined, away).exporter, onTrouble);
  const calls = [1, 2, 3, 4].map(() => {
    discreet.export([spanNamed('RunWorkflow:sweep')], () => undefined);
    return onTrouble.mock.calls.length;
  });
  expect(calls).toEqual([1, 1, 1, 2]);
  expect(onTrouble).toHaveBeenCalledWith('connect ECONNREFUSED');
});

test('calls of AWS that are part of no run are not sent', () => {
  const { exporter, sent } = answering();
  const discreet = new DiscreetExporter(exporter, () => undefined);
  const attributes = { 'rpc.system': 'aws-api' };
  const lone = { ...spanNamed('SageMaker.ListTrainingJobs'), attributes };
  const ofARun = { ...spanNamed('SageMaker.CreateTrainingJob'), attributes, parentSpanId: '00f067aa0ba902b7' };
  discreet.export([lone, ofARun], () => undefined);
  expect(sent).toEqual([['SageMaker.CreateTrainingJob']]);
});

test('looks are not sent, and where there was nothing else nobody is asked to take it', () => {
  const { exporter, sent } = answering();
  const discreet = new DiscreetExporter(exporter, () => undefined);
  const done = vi.fn();
  discreet.export(['QueryWorkflow:status', 'SignalWorkflow:decide'].map(spanNamed), done);
  discreet.export(['QueryWorkflow:status', 'DescribeWorkflow'].map(spanNamed), done);
  expect(sent).toEqual([['SignalWorkflow:decide']]);
  expect(done.mock.calls).toEqual([[{ code: 0 }], [{ code: 0 }]]);
});
