import type { Visit } from './csv/record-scanner.js';
import { RecordScanner } from './csv/record-scanner.js';
import type { FileKind } from './file-kind.js';
import { fileKind } from './file-kind.js';

/** Bytes by which a file is known; they are held until they are there, so that it does not matter in which pieces a file comes. */
const headBytes = 1 << 18;

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a `data.csv` piece by piece: the one reader of checks, uploads, training and evaluation. What is no file of rows is told by `kind`,
 * and none of it is read.
 */
export class DataReader {
  /** The beginning of the file. */
  head: Buffer = Buffer.alloc(0);
  /** Not null: a compressed file, another encoding, a web page; there are no rows. */
  kind: FileKind | null = null;
  byteOrderMark = false;
  /** All lines end in a carriage return alone, as on old Macs: pandas reads them, few others do. */
  returnEndsLine = false;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #scanner: RecordScanner | null = null;
  readonly #visit: Visit;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  get blankLines(): number {
    return this.#scanner?.blankLines ?? 0;
  }

  push(chunk: Uint8Array): void {
    if (this.#scanner !== null) return this.#scanner.push(chunk, this.#visit);
    if (this.kind !== null) return;
    this.#waiting.push(Buffer.from(chunk));
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes >= headBytes) this.#begin();
  }

  end(): void {
    if (this.#scanner === null && this.kind === null) this.#begin();
    this.#scanner?.end(this.#visit);
  }

  #begin(): void {
    const start = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.head = start.subarray(0, headBytes);
    this.kind = fileKind(this.head);
    if (this.kind !== null) return;
    this.byteOrderMark = start.subarray(0, 3).equals(byteOrderMark);
    this.returnEndsLine = !this.head.includes('\n') && this.head.includes('\r');
    this.#scanner = new RecordScanner({ delimiter: ',', quote: '"', returnEndsLine: this.returnEndsLine });
    // In pieces: the scanner's memory is twice its largest one.
    const text = start.subarray(this.byteOrderMark ? 3 : 0);
    for (let at = 0; at < text.length; at += headBytes) {
      this.#scanner.push(text.subarray(at, at + headBytes), this.#visit);
    }
  }
}
