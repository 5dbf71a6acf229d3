import type { ContentBuckets } from './content-bucket.js';
import { contentBuckets } from './content-bucket.js';
import { directorySource } from './directory-source.js';
import type { DocumentSource } from './documents.js';
import { CatalogError } from './errors.js';
import type { ModelHeader } from './manifest.js';
import { isTextClassifier, parseManifest, selectHeader } from './manifest.js';
import type { ModelSpec } from './model-spec.js';
import { parseSpec } from './parse-spec.js';
import { s3Source } from './s3-source.js';
import { compareVersions } from './versions.js';

/** The Python SDK version whose rules (which documents are visible) apply. */
export const defaultCompatibility = '2.257.7';

/** A model of the catalogue with all its versions, oldest first. */
export interface ListedModel {
  modelId: string;
  versions: string[];
}

/** Documents are read again after this time, as in the Python SDK; milliseconds. */
const maxAge = 6 * 3600 * 1000;

/**
 * JumpStart's metadata of one region: which models exist, and their documents.
 * @example
 * const catalog = await JumpStartCatalog.open('us-east-1');
 * const spec = await catalog.spec('tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', '2.*');
 */
export class JumpStartCatalog {
  readonly region: string;
  readonly buckets: ContentBuckets;
  readonly #source: DocumentSource;
  readonly #compatibility: string;
  /** As they were parsed: a plan asks for the same ones again and again. */
  readonly #documents = new Map<string, { document: Promise<unknown>; readAt: number }>();

  /** Reads from the directories that the environment names, else from the region's content bucket. */
  static async open(
    region: string,
    options: { source?: DocumentSource; compatibility?: string } = {},
  ): Promise<JumpStartCatalog> {
    const buckets = contentBuckets(region);
    const source = options.source ?? (await directorySource()) ?? s3Source(region, buckets.content);
    return new JumpStartCatalog(region, buckets, source, options.compatibility ?? defaultCompatibility);
  }

  private constructor(region: string, buckets: ContentBuckets, source: DocumentSource, compatibility: string) {
    this.region = region;
    this.buckets = buckets;
    this.#source = source;
    this.#compatibility = compatibility;
  }

  /** Text classification models, from the manifest alone. */
  async list(): Promise<ListedModel[]> {
    const models = new Map<string, string[]>();
    for (const { modelId, version } of await this.#manifest()) {
      if (isTextClassifier(modelId)) models.set(modelId, [...(models.get(modelId) ?? []), version]);
    }
    return [...models]
      .map(([modelId, versions]) => ({ modelId, versions: versions.sort(compareVersions) }))
      .sort((a, b) => (a.modelId < b.modelId ? -1 : 1));
  }

  /**
   * The document of a model; `version` by the SDK's rules (`*` when left out). Resolve once and keep the resolved version.
   * Whoever asks again gets the same object: it is to be read, not changed.
   * @throws CatalogError
   */
  async spec(modelId: string, version = '*'): Promise<ModelSpec> {
    const header = selectHeader(await this.#manifest(), { modelId, version }, this.#compatibility);
    return this.#read(header.specKey, parseSpec);
  }

  /** The newest version of a model if it is newer than the one in use: worth a word to the user. */
  async newerVersion(spec: ModelSpec): Promise<string | null> {
    const headers = await this.#manifest();
    const newest = selectHeader(headers, { modelId: spec.modelId, version: '*' }, this.#compatibility);
    return compareVersions(newest.version, spec.version) > 0 ? newest.version : null;
  }

  #manifest(): Promise<readonly ModelHeader[]> {
    return this.#read('models_manifest.json', parseManifest);
  }

  /** Reads and parses a document once; one key is always of one form. A failure is not kept. */
  #read<T>(key: string, parse: (text: string) => T): Promise<T> {
    const known = this.#documents.get(key);
    if (known !== undefined && Date.now() - known.readAt < maxAge) return known.document as Promise<T>;
    const document = this.#text(key).then(parse);
    this.#documents.set(key, { document, readAt: Date.now() });
    document.catch(() => {
      if (this.#documents.get(key)?.document === document) this.#documents.delete(key);
    });
    return document;
  }

  async #text(key: string): Promise<string> {
    try {
      return await this.#source.read(key);
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new CatalogError('catalogue', `${this.#source.name}/${key} can't be read (${reason})`, { cause: error });
    }
  }
}
