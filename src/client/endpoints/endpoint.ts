import type { Aws } from '../../aws/index.js';
import { classify, evaluate, MalformedAnswerError, predict } from '../../aws/index.js';
import type { LabelledText } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import { namedEvaluation, namedPrediction } from '../../contract/label-names.js';
import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import type { Evaluation, Prediction } from '../../contract/run/results.js';
import { askingAws } from '../asking-aws.js';
import { readLabelledRows } from '../../dataset/index.js';
import { heldOutFile } from './held-out-file.js';
import type { DeletionOptions } from './delete-endpoint.js';
import { deleteEndpoint } from './delete-endpoint.js';
import type { EndpointWorkflow } from './endpoint-workflow.js';
import { InvalidInputError } from '../errors.js';

/** An endpoint of the region as SageMaker lists it. */
export interface ListedEndpoint {
  name: string;
  /** SageMaker's state of it, e.g. `InService`. */
  status: string;
  /** ISO 8601. */
  createdAt: string;
}

/**
 * A live endpoint of a text classifier: asked, scored, kept alive, deleted. `tunewright.endpoint(name, region)` gives one.
 *
 * @example
 *     const endpoint = tunewright.endpoint('reviews', 'us-east-1');
 *     const { predictedLabel } = await endpoint.predict('a stirring, funny film');
 *     await endpoint.extend(7 * 24 * 3600);
 *     await endpoint.delete();
 */
export class Endpoint {
  readonly name: string;
  /** AWS region. */
  readonly region: string;
  readonly #aws: Aws;
  readonly #workflow: EndpointWorkflow | null;

  /** @param workflow null: its workflow is not asked, as where there is no Temporal server */
  constructor(aws: Aws, name: string, region: string, workflow: EndpointWorkflow | null = null) {
    this.#aws = aws;
    this.name = name;
    this.region = region;
    this.#workflow = workflow;
  }

  /**
   * What the endpoint's own workflow says of it: when it is deleted, its last good config, which run changes it.
   * Null where no workflow keeps it. @throws UnreachableError when no worker answers
   */
  async status(): Promise<EndpointStatus | null> {
    return (await this.#workflow?.status()) ?? null;
  }

  /**
   * Sets the time to live anew: seconds from now (60 to a year), null for ever. `by` is on record as who did it.
   * @throws InvalidInputError where no workflow keeps the endpoint, UnreachableError
   */
  async extend(timeToLiveInSeconds: number | null, by?: string): Promise<EndpointStatus> {
    if (this.#workflow === null) throw new Error('an endpoint is extended through Temporal: use tunewright.endpoint()');
    return this.#workflow.extend(defined({ timeToLiveInSeconds, by }));
  }

  /**
   * Classifies one text.
   * @throws InvalidInputError when the endpoint does not exist, refuses the text, or does not answer as a text classifier does;
   * UnreachableError
   */
  async predict(text: string): Promise<Prediction> {
    const labels = this.labels();
    return namedPrediction(await this.#predict(text), await labels);
  }

  /**
   * Names of the classes that its model knows, index = label, as of a minute ago at most: they stand in `labels.json` beside the model's
   * artifact. Null where there are none, or these credentials may not look.
   */
  labels(): Promise<readonly string[] | null> {
    return this.#aws.labelsOfEndpoint(this.name, this.region);
  }

  async #predict(text: string): Promise<Prediction> {
    try {
      return await predict(this.#aws.clients(this.region), { endpointName: this.name, text });
    } catch (error) {
      if (error instanceof MalformedAnswerError) throw this.#refused('does not answer as a text classifier', error);
      const { type, message } = classify(error);
      if (type !== 'RequestRefused') return askingAws(() => Promise.reject(error as Error));
      throw this.#refused('refuses', error, message);
    }
  }

  /**
   * Sends every row as it comes, and scores: rows may be a stream of any length. The rows' labels are class numbers from 0, as in `data.csv`; a model that names its classes by words
   * is understood, by the place of the word. Ends with the first row that {@link predict} refuses.
   * @param onProgress hears after each row how many are done
   * @throws InvalidInputError without rows, and otherwise as {@link predict}
   */
  async evaluate(
    rows: Iterable<LabelledText> | AsyncIterable<LabelledText>,
    onProgress: (done: number) => void = () => undefined,
  ): Promise<Evaluation> {
    const evaluation = await evaluate(rows, { predict: (text) => this.#predict(text), onProgress });
    if (evaluation.rows > 0) return namedEvaluation(evaluation, await this.labels());
    throw new InvalidInputError([{ field: 'rows', message: 'are missing: nothing can be scored' }]);
  }

  /**
   * The same for a labelled `data.csv` of this machine, read as a stream. All of it is checked before the first row is sent, but for the one that asks
   * for the classes: a label that the model does not know is refused by its row.
   * @param onProgress hears after each row how many of how many are done
   * @throws InvalidInputError with all problems of the file, and otherwise as {@link predict}
   */
  async evaluateFile(
    file: string,
    onProgress: (done: number, rows: number) => void = () => undefined,
  ): Promise<Evaluation> {
    const { rows, samples } = await heldOutFile(file);
    const knownClasses = (await this.#predict(samples[0]?.text ?? '')).probabilities.length;
    await heldOutFile(file, knownClasses);
    return this.evaluate(readLabelledRows(file), (done) => onProgress(done, rows));
  }

  /**
   * Deletes the endpoint and then what it stood on: its config and that config's models. Its workflow does it where one keeps it,
   * so that nobody changes it at the same time, and waits for a run that does; there the time has no limit.
   * @param onStep hears of each thing that goes, e.g. `endpoint config reviews-1`
   * @param by on record as who did it
   * @throws InvalidInputError where it does not exist, or its workflow refuses; UnreachableError; DeletionTimeoutError; the signal's reason
   */
  async delete(
    onStep: (step: string) => void = () => undefined,
    by?: string,
    options: DeletionOptions = {},
  ): Promise<void> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#workflow !== null && (await this.#workflow.remove(defined({ by }), onStep, signal))) return;
    await deleteEndpoint(this.#aws, this, onStep, options);
  }

  #refused(how: string, cause: unknown, reason = (cause as Error).message): InvalidInputError {
    const error = new InvalidInputError([{ field: 'endpoint', message: `"${this.name}" ${how}: ${reason}` }]);
    error.cause = cause;
    return error;
  }
}
