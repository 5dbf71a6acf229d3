import { readClassifierFiles } from '../artifact/classifier-files.js';
import { loadEncoder } from '../encoder/encoder.js';
import type { Encoder } from '../encoder/encoder.js';
import { indexOfLargest, probabilities } from '../head/head.js';
import type { Head } from '../head/head.js';
import { elementAt } from '../numbers/element-at.js';

/** One text's answer. `probabilities` stand in the order of `labels`, which are integers as in the training data. */
export interface Prediction {
  readonly probabilities: number[];
  readonly labels: number[];
  readonly predictedLabel: number;
}

/** A model of the local trainer, loaded for predictions. */
export class Classifier {
  readonly labels: readonly number[];
  readonly #encoder: Encoder;
  readonly #head: Head;
  readonly #featureScale: number;

  private constructor(encoder: Encoder, head: Head, featureScale: number, labels: readonly number[]) {
    this.#encoder = encoder;
    this.#head = head;
    this.#featureScale = featureScale;
    this.labels = labels;
  }

  /**
   * Loads the directory of an unpacked model.tar.gz, of a job or of the pretrained encoder.
   * @param load how its encoder is loaded; left out: into this thread
   * @throws Error in words when the directory is not such a model.
   */
  static async load(
    directory: string,
    load: () => Promise<Encoder> = () => loadEncoder(directory),
  ): Promise<Classifier> {
    const { manifest, head, labels } = await readClassifierFiles(directory);
    return new Classifier(await load(), head, manifest.featureScale, labels);
  }

  /** @throws RangeError for a blank text. */
  async predict(text: string): Promise<Prediction> {
    const vector = elementAt(await this.#encoder.embed([text]), 0);
    const features = Float32Array.from(vector, (value) => value * this.#featureScale);
    const outputs = new Float64Array(this.#head.classes);
    probabilities(this.#head, features, outputs);
    return {
      probabilities: [...outputs],
      labels: [...this.labels],
      predictedLabel: elementAt(this.labels, indexOfLargest(outputs)),
    };
  }
}
