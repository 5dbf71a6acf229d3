import { Topic } from './topic.js';
import type { TopicOptions } from './topic.js';

const mostTopics = 500;

/** The topics of one kind by their key. Those that nobody watches are kept while there is room: an ended run need not be asked for again. */
export class Topics<T> {
  readonly #topics = new Map<string, Topic<T>>();
  readonly #options: (key: string) => TopicOptions<T>;

  constructor(options: (key: string) => TopicOptions<T>) {
    this.#options = options;
  }

  of(key: string): Topic<T> {
    const topic = this.#topics.get(key) ?? new Topic(this.#options(key));
    // The newest last, so that the oldest goes first.
    this.#topics.delete(key);
    this.#topics.set(key, topic);
    if (this.#topics.size > mostTopics) this.#forgetOne();
    return topic;
  }

  /** All that are kept look again soon. */
  again(): void {
    for (const topic of this.#topics.values()) if (topic.isWatched) void topic.again().catch(() => undefined);
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#topics.values()].map((topic) => topic.settled()));
  }

  #forgetOne(): void {
    for (const [key, topic] of this.#topics) {
      if (topic.isWatched) continue;
      this.#topics.delete(key);
      return;
    }
  }
}
