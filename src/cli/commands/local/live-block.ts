import { visibleLine } from '../../visible.js';

/** What is needed of a terminal. */
export interface Terminal {
  write(text: string): unknown;
}

/** Lines at the end of a terminal's output that are drawn over in place; other lines go above them. */
export class LiveBlock {
  readonly #terminal: Terminal;
  #drawn: readonly string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  draw(lines: readonly string[]): void {
    this.#terminal.write(`${this.#erase()}${lines.map((line) => `${visibleLine(line)}\n`).join('')}`);
    this.#drawn = lines;
  }

  /** Prints a line that stays, above the block. */
  print(line: string): void {
    this.#terminal.write(`${this.#erase()}${visibleLine(line)}\n`);
    const lines = this.#drawn;
    this.#drawn = [];
    this.draw(lines);
  }

  /** Back to the first row of the block, and everything from there on cleared, the echo of Ctrl-C too. */
  #erase(): string {
    return this.#drawn.length === 0 ? '\r\u001b[0J' : `\r\u001b[${this.#drawn.length}A\u001b[0J`;
  }
}
