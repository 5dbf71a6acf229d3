import { nowInSeconds } from '../../../wire/clock.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import { Documents } from '../../../store/documents.js';
import { listPage } from '../resources/list-page.js';
import { sageMakerArn } from '../resources/sagemaker-arn.js';
import { tagsIn } from '../resources/tag.js';
import { alreadyExists, couldNotFind } from '../resources/validation-exception.js';
import type { StaticResource, StaticResourceKind } from './static-resource.js';

export interface StaticResourcesOptions {
  readonly region: string;
  readonly directory: string;
  /** For so long after its creation a resource has its name, and is not found by it: reads are eventually consistent. */
  readonly unseenMilliseconds: number;
}

/** The models or the endpoint configs of a region. Inputs and answers are those of the operations on them. */
export class StaticResources {
  readonly #kind: StaticResourceKind;
  readonly #options: StaticResourcesOptions;
  readonly #documents: Documents<StaticResource>;

  constructor(kind: StaticResourceKind, options: StaticResourcesOptions) {
    this.#kind = kind;
    this.#options = options;
    this.#documents = new Documents(options.directory);
  }

  find(name: string): StaticResource | undefined {
    const found = this.#documents.get(name);
    return found !== undefined && this.#isSeen(found) ? found : undefined;
  }

  /** @throws ServiceError ValidationException */
  get(name: string): StaticResource {
    const found = this.find(name);
    if (found === undefined) throw this.notFound(name);
    return found;
  }

  notFound(name: string): Error {
    return couldNotFind(this.#kind.noun, this.#arnOf(name));
  }

  isTaken(name: string): boolean {
    return this.#documents.has(name);
  }

  all(): StaticResource[] {
    return this.#documents.values().filter((resource) => this.#isSeen(resource));
  }

  put(resource: StaticResource): void {
    this.#documents.put(resource.name, resource);
  }

  /**
   * @param check looks at what the shape of the input can't say; called once the name is known to be free
   * @throws ServiceError ValidationException
   */
  create(input: JsonObject, check: () => void): JsonObject {
    const { Tags: _, ...request } = input;
    const tags = tagsIn(input);
    const name = this.#nameIn(input);
    const arn = this.#arnOf(name);
    if (this.isTaken(name)) throw alreadyExists(this.#kind.noun, arn);
    check();
    const now = nowInSeconds();
    this.put({ name, arn, request, tags, creationTime: now, lastModifiedTime: now });
    return { [this.#kind.arnMember]: arn };
  }

  /** @throws ServiceError ValidationException */
  describe(input: JsonObject): JsonObject {
    const found = this.get(this.#nameIn(input));
    const echo = this.#kind.echoed.filter((member) => member in found.request);
    return { ...this.#summarize(found), ...Object.fromEntries(echo.map((member) => [member, found.request[member]])) };
  }

  list(input: JsonObject): JsonObject {
    const { items, next } = listPage(this.all(), input, { sortOrder: 'Descending' });
    return { [this.#kind.listMember]: items.map((item) => this.#summarize(item)), ...next };
  }

  /** @throws ServiceError ValidationException */
  delete(input: JsonObject): void {
    this.#documents.delete(this.get(this.#nameIn(input)).name);
  }

  #nameIn(input: JsonObject): string {
    return String(input[this.#kind.nameMember]);
  }

  #arnOf(name: string): string {
    return sageMakerArn(this.#options.region, this.#kind.resource, name);
  }

  #summarize({ name, arn, creationTime }: StaticResource): JsonObject {
    const { nameMember, arnMember } = this.#kind;
    return { [nameMember]: name, [arnMember]: arn, CreationTime: creationTime };
  }

  #isSeen({ creationTime }: StaticResource): boolean {
    return (nowInSeconds() - creationTime) * 1000 >= this.#options.unseenMilliseconds;
  }
}
