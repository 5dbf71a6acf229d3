import type { Evaluation } from '../../../contract/run/results.js';
import { callFor, CallError } from './fetch.js';

export interface Progress {
  readonly done: number;
  /** Null: not known. */
  readonly rows: number | null;
}

interface Asked {
  readonly endpoint: string;
  readonly file: File;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Scores an endpoint on the rows of a file: minutes, of which is heard how far they are. @throws CallError */
export async function evaluating({ endpoint, file, onProgress, signal }: Asked): Promise<Evaluation> {
  const path = `/api/v1/endpoints/${encodeURIComponent(endpoint)}/evaluations`;
  const response = await callFor('text/event-stream', 'POST', path, file, signal);
  for await (const { event, data } of eventsOf(response)) {
    if (event === 'result') return data as Evaluation;
    if (event === 'problem') throw new CallError(data as ConstructorParameters<typeof CallError>[0]);
    onProgress(data as Progress);
  }
  throw new CallError({ title: 'the answer broke off', status: 0 });
}

async function* eventsOf({ body }: Response): AsyncGenerator<{ event: string; data: unknown }> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const read = await reader?.read().catch((error: unknown) => {
      throw new CallError({ title: String(error), status: 0 });
    });
    if (read === undefined || read.done) return;
    text += read.value;
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const each of whole) {
      const [, event = '', data = 'null'] = /^event: (\w+)\ndata: (.*)$/.exec(each) ?? [];
      yield { event, data: JSON.parse(data) };
    }
  }
}
