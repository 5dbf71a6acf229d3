import type { Prediction } from './classifier.js';
import { isBlank } from '../encoder/encoder.js';

/** An InvokeEndpoint request as the container sees it. */
export interface Invocation {
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly body: Uint8Array;
}

/** The container's answer; not 200 means that `body` is JSON with one `error`. */
export interface InvocationAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

type Predict = (text: string) => Promise<Prediction>;

/** The forms of an answer by media type, parameters included. */
const forms: Readonly<Record<string, (prediction: Prediction) => object>> = {
  'application/json;verbose': ({ probabilities, labels, predictedLabel }) => ({
    probabilities,
    labels,
    predicted_label: predictedLabel,
  }),
  'application/json': ({ probabilities }) => ({ probabilities }),
};
/** What an open Accept means: the short form is the algorithm's default. */
const OPEN_ACCEPT = new Set(['', '*/*', 'application/*']);

/** Answers one request: a body of `application/x-text` is one UTF-8 text. */
export async function answerInvocation(predict: Predict, invocation: Invocation): Promise<InvocationAnswer> {
  const contentType = mediaTypes(invocation.contentType)[0]?.split(';')[0];
  if (contentType !== 'application/x-text') {
    return refusal(415, `the content type must be application/x-text, not "${invocation.contentType ?? ''}"`);
  }
  const accept = acceptedForm(invocation.accept);
  if (accept === undefined) {
    return refusal(406, `cannot answer "${invocation.accept}"; accept one of ${Object.keys(forms).join(', ')}`);
  }
  const text = decodeUtf8(invocation.body);
  if (text === undefined) return refusal(400, 'the body is not UTF-8 text');
  if (isBlank(text)) return refusal(400, 'the text is empty');
  return { status: 200, contentType: accept, body: JSON.stringify(forms[accept]!(await predict(text))) };
}

/** An answer that carries an error instead of a prediction. */
export function refusal(status: number, error: string): InvocationAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify({ error }) };
}

function acceptedForm(accept: string | undefined): string | undefined {
  for (const type of mediaTypes(accept)) {
    if (OPEN_ACCEPT.has(type.split(';')[0]!)) return 'application/json';
    // Parameters such as q=0.9 or charset=utf-8 change nothing; `verbose` does.
    const [name, ...parameters] = type.split(';');
    const form = parameters.includes('verbose') ? `${name};verbose` : name!;
    if (Object.hasOwn(forms, form)) return form;
  }
  return undefined;
}

/** `A/B; c, D/E` as ['a/b;c', 'd/e']; one empty type when there is none. */
function mediaTypes(header = ''): string[] {
  return header.toLowerCase().replace(/\s/g, '').split(',');
}

function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
