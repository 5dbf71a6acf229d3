/** Milliseconds: long enough for thousands of runs to ask once, too short for what somebody mends or revokes to go unnoticed. */
const validFor = 60_000;
/** Answers; whoever asks for more asks for some again. */
const most = 1_000;

/** Answers by what was asked, each asked for once a minute however many ask. An error is not kept, nor an answer that `keeps` refuses. */
export class Remembered<T> {
  readonly #known = new Map<string, { until: number; answer: Promise<T> }>();
  readonly #keeps: (answer: T) => boolean;

  constructor(keeps: (answer: T) => boolean = () => true) {
    this.#keeps = keeps;
  }

  /** @param ask goes on for whoever else has asked: it takes no one's signal */
  of(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known !== undefined && Date.now() < known.until) return known.answer;
    const asked = { until: Date.now() + validFor, answer: ask() };
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(key, asked);
    const forget = (): void => {
      if (this.#known.get(key) === asked) this.#known.delete(key);
    };
    asked.answer.then((answer) => this.#keeps(answer) || forget(), forget);
    return asked.answer;
  }
}
