import { isUtf8 } from 'node:buffer';

/** Why a record can't be taken as it stands. */
export type RecordFault =
  /** A quoted field goes on behind its closing quote, or is never closed. */
  | 'quotes'
  /** Longer than any record may be. */
  | 'endless'
  /** A carriage return that is not part of a line end: pandas ends the row there, most editors do not. */
  | 'loneReturn';

/**
 * One record of a file, as places in the scanner's bytes. There is one object for all records, and it holds good only until the next one:
 * whoever keeps something takes a copy with `field` or `raw`.
 */
export class CsvRecord {
  /** From 1; blank lines are no records. */
  row = 0;
  /** The line of the file in which it begins, from 1. */
  line = 1;
  /** Line breaks inside its quoted fields. */
  breaks = 0;
  /** None for a record whose quoting is broken. */
  columns = 0;
  fault: RecordFault | null = null;
  hasNul = false;
  /** The byte that stands around quoted fields. */
  quote = 0x22;
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** All bytes around it are UTF-8, so its own need no look. */
  surelyUtf8 = true;
  /** What `locate` found. */
  valueBytes: Buffer = this.bytes;
  valueStart = 0;
  valueEnd = 0;
  #starts = new Int32Array(8);
  #ends = new Int32Array(8);
  /** 1: the field is quoted, and its range goes on to what stands behind the closing quote. */
  #escaped = new Uint8Array(8);
  #scratch: Buffer = Buffer.allocUnsafeSlow(1 << 12);

  clear(): void {
    this.columns = 0;
    this.breaks = 0;
    this.hasNul = false;
    this.fault = null;
  }

  add(start: number, end: number, escaped: 0 | 1): void {
    if (this.columns === this.#starts.length) this.#widen();
    this.#starts[this.columns] = start;
    this.#ends[this.columns] = end;
    this.#escaped[this.columns++] = escaped;
  }

  get isUtf8(): boolean {
    return this.surelyUtf8 || isUtf8(this.bytes.subarray(this.start, this.end));
  }

  /** Sets `valueBytes`, `valueStart` and `valueEnd` to where a field's value lies without its quotes; unescaped, that is a place of its own. */
  locate(column: number): void {
    this.valueStart = this.#starts[column] ?? 0;
    this.valueEnd = this.#ends[column] ?? 0;
    this.valueBytes = this.bytes;
    if (this.#escaped[column] === 1) this.#unescape(this.valueStart, this.valueEnd);
  }

  /** A copy of a field's value. */
  field(column: number): string {
    this.locate(column);
    return this.valueBytes.toString('utf8', this.valueStart, this.valueEnd);
  }

  fields(): string[] {
    return Array.from({ length: this.columns }, (_, column) => this.field(column));
  }

  /** The beginning of the record as it stands in the file. */
  raw(most: number): string {
    return this.bytes.toString('utf8', this.start, Math.min(this.end, this.start + most)).replace(/[\r\n]+$/, '');
  }

  /** Only unquoted spaces and tabs: such a line is skipped. */
  get isBlank(): boolean {
    if (this.columns !== 1 || this.#escaped[0] === 1 || this.bytes[this.start] === this.quote) return false;
    const end = this.#ends[0] ?? 0;
    for (let at = this.#starts[0] ?? 0; at < end; at++) {
      if (this.bytes[at] !== 0x20 && this.bytes[at] !== 0x09) return false;
    }
    return true;
  }

  /** Two quotes are one; the first single quote closes, and what follows is taken as it is. */
  #unescape(start: number, end: number): void {
    if (this.#scratch.length < end - start) this.#scratch = Buffer.allocUnsafeSlow((end - start) * 2);
    const from = this.bytes;
    const to = this.#scratch;
    const quote = this.quote;
    let length = 0;
    let at = start;
    // The closing quote is there, so no loop needs to look for the end.
    for (;;) {
      let byte = from[at++]!;
      for (; byte !== quote; byte = from[at++]!) to[length++] = byte;
      if (from[at] !== quote) break;
      to[length++] = quote;
      at++;
    }
    while (at < end) to[length++] = from[at++]!;
    this.valueBytes = to;
    this.valueStart = 0;
    this.valueEnd = length;
  }

  #widen(): void {
    const wider = <T extends Int32Array | Uint8Array>(array: T, made: T): T => {
      made.set(array);
      return made;
    };
    const size = this.columns * 2;
    this.#starts = wider(this.#starts, new Int32Array(size));
    this.#ends = wider(this.#ends, new Int32Array(size));
    this.#escaped = wider(this.#escaped, new Uint8Array(size));
  }
}
