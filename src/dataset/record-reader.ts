/** One record of a CSV file. Empty lines are records too. */
export interface Row {
  /** From 1; a record may span several lines. */
  number: number;
  /** Empty for a broken record. */
  fields: string[];
  /** Why the record can't be split into fields: its quoting is broken, or it does not come to an end. */
  broken?: 'quotes' | 'endless';
}

interface Parsed {
  fields: string[];
  /** Where the next record starts. */
  next: number;
}

/** Characters. A quote that is never closed must not make us hold the rest of the file. */
const longestRecord = 1 << 20;

/**
 * Splits text into records by RFC 4180 with the comma as delimiter; lines end in LF or CRLF, and a last line break ends the last record.
 * It is here, and not taken from a library, for what it does with a broken quote: it gives up that one line and reads on at the next,
 * so that a report shows every fault of a file and not the first one only. Quotes inside an unquoted field are text.
 */
export class RecordReader {
  #text = '';
  #number = 0;
  /** Inside a line that was given up as endless. */
  #skipping = false;

  push(piece: string): Row[] {
    this.#text += piece;
    return this.#take(false);
  }

  end(): Row[] {
    return this.#take(true);
  }

  #take(ended: boolean): Row[] {
    const rows: Row[] = [];
    let start = this.#skipped();
    while (start < this.#text.length) {
      const parsed = recordAt(this.#text, start, ended);
      if (typeof parsed === 'object') {
        rows.push({ number: ++this.#number, fields: parsed.fields });
        start = parsed.next;
        continue;
      }
      if (parsed === 'incomplete' && this.#text.length - start <= longestRecord) break;
      const lineEnd = this.#text.indexOf('\n', start);
      if (parsed === 'broken' && lineEnd === -1 && !ended && this.#text.length - start <= longestRecord) break;
      rows.push({ number: ++this.#number, fields: [], broken: lineEnd === -1 && !ended ? 'endless' : 'quotes' });
      this.#skipping = lineEnd === -1;
      start = lineEnd === -1 ? this.#text.length : lineEnd + 1;
    }
    this.#text = this.#text.slice(start);
    return rows;
  }

  /** Where reading goes on: behind the line that is being skipped. */
  #skipped(): number {
    if (!this.#skipping) return 0;
    const lineEnd = this.#text.indexOf('\n');
    this.#skipping = lineEnd === -1;
    return lineEnd === -1 ? this.#text.length : lineEnd + 1;
  }
}

/** The record at `start`; `incomplete` when more text may complete it. */
function recordAt(text: string, start: number, ended: boolean): Parsed | 'broken' | 'incomplete' {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd !== -1 || ended) {
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    if (!line.includes('"')) return { fields: plainFields(withoutReturn(line)), next: start + line.length + 1 };
  }
  return quotedRecordAt(text, start, ended);
}

/** Nearly every line has one comma; finding it is twice as fast as splitting. */
function plainFields(line: string): string[] {
  const comma = line.indexOf(',');
  if (comma === -1 || line.includes(',', comma + 1)) return line.split(',');
  return [line.slice(0, comma), line.slice(comma + 1)];
}

/** Field by field, for a record that holds quotes or whose end has not come yet. */
function quotedRecordAt(text: string, start: number, ended: boolean): Parsed | 'broken' | 'incomplete' {
  const fields: string[] = [];
  for (let at = start; ;) {
    const field = text[at] === '"' ? quotedField(text, at, ended) : plainField(text, at, ended);
    if (typeof field === 'string') return field;
    fields.push(field.value);
    if (text[field.end] !== ',') return { fields, next: field.end + 1 };
    at = field.end + 1;
  }
}

/** A field with the place of the comma or line break (or end of the text) behind it. */
type Field = { value: string; end: number } | 'broken' | 'incomplete';

function plainField(text: string, at: number, ended: boolean): Field {
  const lineEnd = text.indexOf('\n', at);
  if (lineEnd === -1 && !ended) return 'incomplete';
  const line = text.slice(at, lineEnd === -1 ? text.length : lineEnd);
  const comma = line.indexOf(',');
  return comma === -1
    ? { value: withoutReturn(line), end: at + line.length }
    : { value: line.slice(0, comma), end: at + comma };
}

function quotedField(text: string, open: number, ended: boolean): Field {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return ended ? 'broken' : 'incomplete';
  const value = text.slice(open + 1, close).replaceAll('""', '"');
  let end = close + 1;
  while (text[end] === ' ' || text[end] === '\r') end++;
  // The next piece of text may begin with a second quote, or with the line feed of a CRLF.
  if (end === text.length) return ended ? { value, end } : 'incomplete';
  return text[end] === ',' || text[end] === '\n' ? { value, end } : 'broken';
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
