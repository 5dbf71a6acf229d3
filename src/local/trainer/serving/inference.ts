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
type Form = (prediction: Prediction) => object;

/** The forms of an answer by media type, parameters included. */
const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  [
    'application/json;verbose',
    ({ probabilities, labels, predictedLabel }) => ({ probabilities, labels, predicted_label: predictedLabel }),
  ],
  ['application/json', ({ probabilities }) => ({ probabilities })],
]);
/** What an open Accept means: the short form is the algorithm's default. */
const openAccept = new Set(['', '*/*', 'application/*']);

/** Answers one request: a body of `application/x-text` is one UTF-8 text. */
export async function answerInvocation(predict: Predict, invocation: Invocation): Promise<InvocationAnswer> {
  const contentType = mediaTypes(invocation.contentType)[0]?.split(';')[0];
  if (contentType !== 'application/x-text') {
    return refusal(415, `the content type must be application/x-text, not "${invocation.contentType ?? ''}"`);
  }
  const accepted = acceptedForm(invocation.accept);
  if (accepted === undefined) {
    return refusal(406, `cannot answer "${invocation.accept}"; accept one of ${[...forms.keys()].join(', ')}`);
  }
  const text = decodeUtf8(invocation.body);
  if (text === undefined) return refusal(400, 'the body is not UTF-8 text');
  if (isBlank(text)) return refusal(400, 'the text is empty');
  const { contentType: answered, form } = accepted;
  return { status: 200, contentType: answered, body: JSON.stringify(form(await predict(text))) };
}

/** An answer that carries an error instead of a prediction. */
export function refusal(status: number, error: string): InvocationAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify({ error }) };
}

function acceptedForm(accept: string | undefined): { contentType: string; form: Form } | undefined {
  for (const type of mediaTypes(accept)) {
    // Parameters such as q=0.9 or charset=utf-8 change nothing; `verbose` does.
    const [name = '', ...parameters] = type.split(';');
    const plain = openAccept.has(name) ? 'application/json' : name;
    const contentType = plain === name && parameters.includes('verbose') ? `${name};verbose` : plain;
    const form = forms.get(contentType);
    if (form !== undefined) return { contentType, form };
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
