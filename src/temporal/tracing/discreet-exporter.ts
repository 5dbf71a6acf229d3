import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';
import { callAttributes, isLoneCall } from './call-spans.js';

/** What a span may tell. The interceptors add all that a workflow knows of itself, its memo and the parent's among it. */
const told = new Set<string>([
  ...callAttributes,
  ...['run_id', 'temporalWorkflowId', 'temporalActivityId', 'temporalUpdateId'],
  ...['workflowId', 'runId', 'workflowType', 'taskQueue', 'namespace', 'attempt'],
]);

/** Looks at runs come by the second, and nothing follows from them. */
const look = /^(QueryWorkflow|HandleQuery|DescribeWorkflow)\b/;

type Result = Parameters<Parameters<SpanExporter['export']>[1]>[0];

/**
 * Passes spans on without what may be secret: other attributes, and the messages and stacks of failures, which stand in the history,
 * encrypted where payloads are.
 */
export class DiscreetExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #onTrouble: (reason: string) => void;
  #troubled = false;

  /** @param onTrouble hears once, until it works again, why spans can't be sent */
  constructor(exporter: SpanExporter, onTrouble: (reason: string) => void) {
    this.#exporter = exporter;
    this.#onTrouble = onTrouble;
  }

  export(spans: ReadableSpan[], done: (result: Result) => void): void {
    const kept = spans.filter((span) => !look.test(span.name) && !isLoneCall(span)).map(discreet);
    if (kept.length === 0) return done({ code: 0 });
    this.#exporter.export(kept, (result) => {
      const { error } = result;
      if (error !== undefined && !this.#troubled) this.#onTrouble(error.message);
      this.#troubled = error !== undefined;
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }
}

/** The span itself is the SDK's and stays as it is. */
function discreet(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(Object.entries(span.attributes).filter(([name]) => told.has(name)));
  return Object.create(span, {
    attributes: { value: attributes },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}
