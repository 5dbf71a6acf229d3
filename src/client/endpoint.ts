import type { Aws } from '../aws/index.js';
import { classify, invokeEndpoint, isNotFound, isWrongState, orNull, predictionOf, sageMaker } from '../aws/index.js';
import type { LabelledText } from '../contract/dataset.js';
import type { Prediction } from '../contract/results.js';
import type { EndpointStatus } from '../contract/endpoint-workflow.js';
import { InvalidInputError } from './errors.js';
import { askingAws } from './asking-aws.js';
import type { EndpointKeeper } from './endpoint-keeper.js';

export interface Evaluation {
  rows: number;
  accuracy: number;
  /** `confusion[actual][predicted]` */
  confusion: number[][];
}

export interface ListedEndpoint {
  name: string;
  status: string;
  createdAt: string;
}

const parallelRequests = 4;

/** A live endpoint of a text classifier. Without a keeper, nobody but AWS knows it. */
export class Endpoint {
  readonly name: string;
  readonly region: string;
  readonly #aws: Aws;
  readonly #keeper: EndpointKeeper | null;

  constructor(aws: Aws, name: string, region: string, keeper: EndpointKeeper | null = null) {
    this.#aws = aws;
    this.name = name;
    this.region = region;
    this.#keeper = keeper;
  }

  /**
   * What the endpoint's own workflow says of it: when it is deleted, its last good config, which run changes it.
   * Null where no workflow keeps it. @throws UnreachableError when no worker answers
   */
  async status(): Promise<EndpointStatus | null> {
    return (await this.#keeper?.status()) ?? null;
  }

  /**
   * Sets the time to live anew: seconds from now, null for ever.
   * @throws InvalidInputError where no workflow keeps the endpoint, UnreachableError
   */
  async extend(timeToLiveInSeconds: number | null, by?: string): Promise<EndpointStatus> {
    if (this.#keeper === null) throw new Error('an endpoint is extended through Temporal: use tunewright.endpoint()');
    return this.#keeper.extend({ timeToLiveInSeconds, ...(by === undefined ? {} : { by }) });
  }

  /** @throws InvalidInputError when the endpoint does not exist or refuses the text, UnreachableError */
  async predict(text: string): Promise<Prediction> {
    try {
      const answer = await invokeEndpoint(this.#aws.clients(this.region), {
        endpointName: this.name,
        text,
        accept: 'application/json;verbose',
      });
      return predictionOf(text, answer);
    } catch (error) {
      const { type, message } = classify(error);
      if (type !== 'RequestRefused') return askingAws(() => Promise.reject(error as Error));
      throw new InvalidInputError([{ field: 'endpoint', message: `"${this.name}" refuses: ${message}` }]);
    }
  }

  /** Sends every row and counts; labels of the rows are those of the model. */
  async evaluate(
    rows: readonly LabelledText[],
    onProgress: (done: number) => void = () => undefined,
  ): Promise<Evaluation> {
    const classes = Math.max(...rows.map(({ label }) => label)) + 1;
    const confusion: number[][] = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
    let correct = 0;
    let done = 0;
    const queue = rows.values();
    await Promise.all(
      Array.from({ length: parallelRequests }, async () => {
        for (const { text, label } of queue) {
          const predicted = Number((await this.predict(text)).predictedLabel);
          const row = confusion[label];
          if (row !== undefined) row[predicted] = (row[predicted] ?? 0) + 1;
          if (predicted === label) correct += 1;
          onProgress(++done);
        }
      }),
    );
    return { rows: rows.length, accuracy: correct / rows.length, confusion };
  }

  /**
   * Deletes the endpoint and then what only it used: its config and that config's models. Its workflow does it where one
   * keeps it, so that nobody changes it at the same time.
   * @throws InvalidInputError where it does not exist, or its workflow refuses; UnreachableError
   */
  async delete(onStep: (step: string) => void = () => undefined, by?: string): Promise<void> {
    const removal = by === undefined ? {} : { by };
    if (this.#keeper !== null && (await this.#keeper.remove(removal, onStep))) return;
    await this.#deleteDirectly(onStep);
  }

  async #deleteDirectly(onStep: (step: string) => void): Promise<void> {
    const client = sageMaker(this.#aws.clients(this.region));
    await askingAws(async () => {
      const endpoint = await client.describeEndpoint(this.name).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
        throw new InvalidInputError([
          { field: 'endpoint', message: `"${this.name}" does not exist; list them with: tunewright endpoints list` },
        ]);
      });
      const configName = endpoint.EndpointConfigName;
      const config = configName === undefined ? null : await orNull(() => client.describeEndpointConfig(configName));
      onStep(`endpoint ${this.name}`);
      await this.#deleteAndWait();
      if (configName !== undefined) {
        onStep(`endpoint config ${configName}`);
        await orNull(() => client.deleteEndpointConfig(configName));
      }
      for (const { ModelName } of config?.ProductionVariants ?? []) {
        if (ModelName === undefined) continue;
        onStep(`model ${ModelName}`);
        await orNull(() => client.deleteModel(ModelName));
      }
    });
  }

  /** An endpoint that is Creating or Updating can't be deleted yet; its config may go only once it is gone. */
  async #deleteAndWait(): Promise<void> {
    const client = sageMaker(this.#aws.clients(this.region));
    for (;;) {
      const endpoint = await orNull(() => client.describeEndpoint(this.name));
      if (endpoint === null) return;
      if (endpoint.EndpointStatus !== 'Deleting') {
        await orNull(() => client.deleteEndpoint(this.name)).catch((error: unknown) => {
          if (!isWrongState(error)) throw error;
        });
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}
