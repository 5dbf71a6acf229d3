import { isUtf8 } from 'node:buffer';
import { CsvRecord } from './record.js';

/** How a file is written. */
export interface CsvForm {
  /** One ASCII character. */
  readonly delimiter: string;
  /** Lines end in a carriage return alone, as on old Macs. */
  readonly returnEndsLine: boolean;
  /** Around fields: the double quote of nearly all files, or a single one; '' where quotes are part of the texts. */
  readonly quote: Quote;
}

export type Quote = '"' | "'" | '';

const commaSeparated: CsvForm = { delimiter: ',', returnEndsLine: false, quote: '"' };

export type Visit = (record: CsvRecord) => void;

/** Bytes. A quote that is never closed must not make us hold the rest of the file. */
const longestRecord = 1 << 24;
/** A longer unfinished record is looked at again only when twice as much of it is there: else the work would grow with its square. */
const longUnfinished = 1 << 16;

/** Bytes behind the last one that a loop may look at. */
const lookAhead = 4;

const nul = 0x00;
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;

/** What reading a record gives besides the place behind it. */
const incomplete = -1;
const broken = -2;

/**
 * Splits the bytes of a file into records, as pandas.read_csv does: lines end in LF or CRLF, blank lines are skipped, a quoted field keeps
 * the blanks behind its closing quote, quotes inside an unquoted field are text. Where pandas glues text to a closed quotation, or gives up
 * the file at a quote that is never closed, the record is broken and reading goes on at the next line, so that one report shows every fault.
 * It works on bytes, and without an object for each record, because that is four times as fast as strings.
 */
export class RecordScanner {
  readonly record = new CsvRecord();
  blankLines = 0;
  #bytes: Buffer = Buffer.alloc(1 << 17);
  /** Bytes that are there; a line feed stands behind them, so that no loop needs to look for the end. */
  #filled = 0;
  #line = 1;
  #retryAt = 0;
  /** Inside a record that was given up as endless. */
  #skipping = false;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #lineEnd: number;
  readonly #returnEndsLine: boolean;
  readonly #plainStops = new Uint8Array(256);
  readonly #quotedStops = new Uint8Array(256);

  constructor({ delimiter, returnEndsLine, quote }: CsvForm = commaSeparated) {
    this.#quote = quote === '' ? -1 : quote.charCodeAt(0);
    this.record.quote = this.#quote;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#returnEndsLine = returnEndsLine;
    this.#lineEnd = returnEndsLine ? carriageReturn : lineFeed;
    for (const byte of [nul, lineFeed, carriageReturn, this.#delimiter]) this.#plainStops[byte] = 1;
    for (const byte of [nul, this.#lineEnd, lineFeed, this.#quote]) this.#quotedStops[byte] = 1;
  }

  /** Visits the records that `chunk` completes; its bytes are copied. */
  push(chunk: Uint8Array, visit: Visit): void {
    this.#append(chunk);
    if (this.#filled >= this.#retryAt) this.#take(false, visit);
  }

  end(visit: Visit): void {
    this.#take(true, visit);
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#filled + chunk.length;
    if (needed + lookAhead > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(needed * 2 + lookAhead);
      this.#bytes.copy(larger, 0, 0, this.#filled);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#filled);
    this.#filled = needed;
  }

  #take(ended: boolean, visit: Visit): void {
    const { record } = this;
    const limit = this.#filled;
    const bytes = this.#bytes;
    bytes[limit] = lineFeed;
    record.bytes = bytes;
    record.surelyUtf8 = isUtf8(bytes.subarray(0, ended ? limit : bytes.lastIndexOf(this.#lineEnd, limit - 1) + 1));
    let start = this.#skipped();
    while (start < limit) {
      record.clear();
      const next = this.#read(start, limit, ended);
      if (next >= 0) {
        this.#visit(start, next, visit);
        start = next;
        continue;
      }
      const tooLong = limit - start > longestRecord;
      if (next === incomplete && !tooLong) break;
      const lineEnd = this.#nextLineEnd(start);
      if (next === broken && lineEnd === -1 && !ended && !tooLong) break;
      const end = lineEnd === -1 ? limit : lineEnd + 1;
      record.clear();
      record.fault = lineEnd === -1 && !ended ? 'endless' : 'quotes';
      this.#skipping = lineEnd === -1 && !ended;
      this.#visit(start, end, visit);
      start = end;
    }
    bytes.copyWithin(0, start, limit);
    this.#filled = limit - start;
    this.#retryAt = this.#filled < longUnfinished ? 0 : this.#filled * 2;
  }

  #visit(start: number, end: number, visit: Visit): void {
    const { record } = this;
    record.start = start;
    record.end = end;
    record.line = this.#line;
    this.#line += 1 + record.breaks;
    if (record.isBlank) {
      this.blankLines += 1;
      return;
    }
    record.row += 1;
    visit(record);
  }

  /** The place behind the record at `start`. */
  #read(start: number, limit: number, ended: boolean): number {
    const bytes = this.#bytes;
    const delimiter = this.#delimiter;
    const quote = this.#quote;
    for (let at = start; ;) {
      at = bytes[at] === quote && at < limit ? this.#quoted(at, limit, ended) : this.#plain(at, limit, ended);
      if (at < 0) return at;
      if (at === limit) return limit;
      if (bytes[at] !== delimiter) return this.#behindLineEnd(at, limit);
      at++;
    }
  }

  /** The place of the delimiter or line end behind a field that begins without a quote. */
  #plain(start: number, limit: number, ended: boolean): number {
    const bytes = this.#bytes;
    const stops = this.#plainStops;
    let at = start;
    for (;;) {
      while ((stops[bytes[at]!]! | stops[bytes[at + 1]!]! | stops[bytes[at + 2]!]! | stops[bytes[at + 3]!]!) === 0)
        at += 4;
      while (stops[bytes[at]!] === 0) at++;
      if (at >= limit) {
        if (!ended) return incomplete;
        break;
      }
      const byte = bytes[at];
      if (byte === nul) this.record.hasNul = true;
      else if (byte !== carriageReturn) break;
      else {
        const behind = this.#behindLineEnd(at, limit);
        if (behind === limit && !ended) return incomplete;
        if (behind !== at) break;
        this.record.fault = 'loneReturn';
      }
      at++;
    }
    this.record.add(start, at, 0);
    return at;
  }

  /** The same for a field that begins with a quote. */
  #quoted(open: number, limit: number, ended: boolean): number {
    const bytes = this.#bytes;
    const stops = this.#quotedStops;
    const quote = this.#quote;
    let at = open + 1;
    let escaped: 0 | 1 = 0;
    for (;;) {
      while ((stops[bytes[at]!]! | stops[bytes[at + 1]!]! | stops[bytes[at + 2]!]! | stops[bytes[at + 3]!]!) === 0)
        at += 4;
      while (stops[bytes[at]!] === 0) at++;
      if (at >= limit) return ended ? broken : incomplete;
      const byte = bytes[at];
      if (byte === nul) this.record.hasNul = true;
      else if (byte !== quote) this.record.breaks += byte === this.#lineEnd ? 1 : 0;
      else if (bytes[at + 1] !== quote) break;
      else {
        escaped = 1;
        at++;
      }
      at++;
    }
    const close = at++;
    while ((bytes[at] === space || bytes[at] === tab) && bytes[at] !== this.#delimiter) at++;
    // The next bytes may begin with a second quote, or with the line feed of a CRLF.
    if (at >= limit && !ended) return incomplete;
    if (at < limit && bytes[at] !== this.#delimiter && bytes[at] !== lineFeed) {
      if (bytes[at] !== carriageReturn) return broken;
      const behind = this.#behindLineEnd(at, limit);
      if (behind === limit && !ended) return incomplete;
      if (behind === at) return broken;
    }
    if (at > close + 1) escaped = 1;
    this.record.add(open + 1, escaped === 1 ? at : close, escaped);
    return at;
  }

  /** Behind LF, CRLF, or a carriage return that ends a line; `at` itself for one that does not. Several before a LF are those of careless writers. */
  #behindLineEnd(at: number, limit: number): number {
    const bytes = this.#bytes;
    if (bytes[at] === lineFeed) return at + 1;
    if (this.#returnEndsLine) return bytes[at + 1] === lineFeed && at + 1 < limit ? at + 2 : at + 1;
    let behind = at + 1;
    while (bytes[behind] === carriageReturn && behind < limit) behind++;
    if (behind >= limit) return limit;
    return bytes[behind] === lineFeed ? behind + 1 : at;
  }

  #nextLineEnd(start: number): number {
    const found = this.#bytes.indexOf(this.#lineEnd, start);
    return found >= this.#filled ? -1 : found;
  }

  /** Where reading goes on: behind the line that is being skipped. */
  #skipped(): number {
    if (!this.#skipping) return 0;
    const lineEnd = this.#nextLineEnd(0);
    this.#skipping = lineEnd === -1;
    return lineEnd === -1 ? this.#filled : lineEnd + 1;
  }
}
