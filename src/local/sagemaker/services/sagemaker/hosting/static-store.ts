import { nowInSeconds } from '../../../wire/clock.js';
import { Documents } from '../../../store/documents.js';
import type { StaticResource } from './static-resource.js';

/**
 * The models or the endpoint configs of a region. SageMaker reads them from an eventually consistent store: for
 * `unseenMs` after its creation a resource has its name, and is not found by it.
 */
export class StaticStore {
  readonly #documents: Documents<StaticResource>;
  readonly #unseenMs: number;

  constructor(directory: string, unseenMs: number) {
    this.#documents = new Documents(directory);
    this.#unseenMs = unseenMs;
  }

  find(name: string): StaticResource | undefined {
    const found = this.#documents.get(name);
    return found !== undefined && this.#isSeen(found) ? found : undefined;
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

  delete(name: string): void {
    this.#documents.delete(name);
  }

  #isSeen({ creationTime }: StaticResource): boolean {
    return (nowInSeconds() - creationTime) * 1000 >= this.#unseenMs;
  }
}
