import type { Prediction } from '../../contract/run/results.js';

/** What an answer is asked for as: `verbose` gives the labels besides the probabilities. */
export type Accept = 'application/json;verbose' | 'application/json';

/** The endpoint answered with success, but not as a text classifier does: its own fault, which asking again does not mend. */
export class MalformedAnswerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MalformedAnswerError';
  }
}

/** @throws MalformedAnswerError for what is no JSON */
export function parseAnswer(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    throw new MalformedAnswerError(`the answer is not JSON: ${body.slice(0, 100)}`, { cause: error });
  }
}

/**
 * What is wrong with an answer of the endpoint. `application/json;verbose` gives `{"probabilities", "labels", "predicted_label"}`,
 * `application/json` gives `{"probabilities"}`; one probability per class, their sum 1.
 */
export function answerFaults(body: unknown, accept: Accept, classes: number): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return ['the answer is not a JSON object'];
  const { probabilities, labels, predicted_label: predicted } = body as Record<string, unknown>;
  const faults = probabilityFaults(probabilities, classes);
  if (accept === 'application/json') return faults;
  if (!Array.isArray(labels) || labels.length !== classes) faults.push(`labels must be an array of ${classes}`);
  else if (!labels.includes(predicted)) faults.push('predicted_label is not one of labels');
  return faults;
}

function probabilityFaults(probabilities: unknown, classes: number): string[] {
  if (!Array.isArray(probabilities) || !probabilities.every((value) => typeof value === 'number')) {
    return ['probabilities must be an array of numbers'];
  }
  const values = probabilities;
  const faults: string[] = [];
  if (values.length !== classes) faults.push(`${values.length} probabilities for ${classes} classes`);
  if (!values.every((value) => value >= 0 && value <= 1)) faults.push('a probability is outside 0..1');
  const sum = values.reduce((total, value) => total + value, 0);
  if (Math.abs(sum - 1) > 0.01) faults.push(`the probabilities add up to ${sum.toFixed(3)}, not 1`);
  return faults;
}

/** How many classes an answer has: what the others are held against where nobody knows it beforehand. */
export function classesOf(body: unknown): number {
  const probabilities = (body as { probabilities?: unknown } | null)?.probabilities;
  return Array.isArray(probabilities) ? probabilities.length : 0;
}

/** A verbose answer as a prediction. @throws MalformedAnswerError with all that is wrong with it */
export function predictionOf(text: string, body: unknown): Prediction {
  const faults = answerFaults(body, 'application/json;verbose', classesOf(body));
  if (faults.length > 0) throw new MalformedAnswerError(faults.join('; '));
  const { probabilities, labels, predicted_label } = body as {
    probabilities: number[];
    labels: Prediction['labels'];
    predicted_label: Prediction['predictedLabel'];
  };
  return { text, probabilities, labels, predictedLabel: predicted_label };
}
