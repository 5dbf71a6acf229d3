import { StringDecoder } from 'node:string_decoder';

/** Characters of a line that is read; the few bytes of an archive may stand for a line that fills the memory. */
const longestLine = 1 << 24;

/** The lines of a text; null stands for one that is too long. */
export async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const line = new LongLine();
  for await (const piece of bytes) {
    const [first = '', ...parts] = decoder.write(Buffer.from(piece)).split('\n');
    line.add(first);
    for (const part of parts) {
      yield line.take();
      line.add(part);
    }
  }
  line.add(decoder.end());
  if (line.length > 0) yield line.take();
}

/**
 * The elements of a list, each as its text; null stands for one that is too long.
 * @param member of the object that holds the list; null: the list is all there is
 */
export async function* elements(
  bytes: AsyncIterable<Uint8Array>,
  member: string | null,
): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  const element = new LongLine();
  const place = new JsonPlace();
  const level = member === null ? 1 : 2;
  let within = false;
  for await (const piece of bytes) {
    const text = decoder.write(Buffer.from(piece));
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at] ?? '';
      if (!place.take(sign)) continue;
      if (!within) {
        within = sign === '[' && place.depth === level && place.member === member;
        from = at + 1;
        continue;
      }
      const isEnd = place.depth < level;
      if (!isEnd && !(sign === ',' && place.depth === level)) continue;
      element.add(text.slice(from, at));
      from = at + 1;
      within = !isEnd;
      if (element.length > 0) yield element.take();
    }
    if (within) element.add(text.slice(from));
  }
  // Cut off: told as a row that is no object.
  if (element.length > 0) yield element.take();
}

/** What a file holds that is one JSON object, by the names of its members. */
export interface JsonObject {
  /** Those that are lists of objects. */
  readonly lists: readonly string[];
  readonly others: readonly string[];
  /** No member is a list or an object. */
  readonly isFlat: boolean;
}

/** Null for a file of several objects, or of something else. */
export async function onlyObject(bytes: AsyncIterable<Uint8Array>): Promise<JsonObject | null> {
  const decoder = new StringDecoder('utf8');
  const place = new JsonPlace();
  const lists = new Set<string>();
  const others = new Set<string>();
  let isFlat = true;
  let [hasBegun, listBegins] = [false, false];
  for await (const piece of bytes) {
    for (const sign of decoder.write(Buffer.from(piece))) {
      if (!place.quoted && isBlank(sign)) continue;
      if (place.depth === 0 && (hasBegun || sign !== '{')) return null;
      hasBegun = true;
      const structures = place.take(sign);
      const member = place.member ?? '';
      if (listBegins && sign === '{') {
        lists.add(member);
        others.delete(member);
      }
      listBegins = structures && sign === '[' && place.depth === 2;
      if (structures && sign === ':' && place.depth === 1) others.add(member);
      if (place.depth === 2) isFlat = false;
    }
  }
  return hasBegun ? { lists: [...lists], others: [...others], isFlat } : null;
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t';

/** Names of members are read so far. */
const longestName = 1_000;

/** Where in a JSON text a reading stands, sign by sign. */
class JsonPlace {
  depth = 0;
  /** Of the outermost object, the one that is being read: as it is written. */
  member: string | null = null;
  /** Within a string. */
  quoted = false;
  #escaped = false;
  #string = '';

  /** Whether the sign is one that structures, and not part of a string. */
  take(sign: string): boolean {
    if (this.quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (sign === '\\') this.#escaped = true;
      else if (sign === '"') this.quoted = false;
      if (this.quoted && this.depth === 1 && this.#string.length < longestName) this.#string += sign;
      return false;
    }
    if (sign === '"') {
      this.quoted = true;
      this.#string = '';
      return false;
    }
    if (sign === '{' || sign === '[') this.depth += 1;
    else if (sign === '}' || sign === ']') this.depth -= 1;
    else if (sign === ':' && this.depth === 1) this.member = this.#string;
    return true;
  }
}

/** A line that comes in pieces, no more of which are kept than a line may have. */
class LongLine {
  length = 0;
  #pieces: string[] = [];

  add(piece: string): void {
    this.length += piece.length;
    if (this.length > longestLine) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  take(): string | null {
    const line = this.length > longestLine ? null : this.#pieces.join('');
    this.length = 0;
    this.#pieces = [];
    return line;
  }
}
