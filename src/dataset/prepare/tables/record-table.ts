import type { TableRow } from './table.js';

/** Rows of formats that have named members instead of columns. */
export class RecordRow implements TableRow {
  row = 0;
  line = 0;
  fault: string | null = null;
  /** What messages show of it, as of a row that could not be read; null: its members. */
  text: string | null = null;
  members: Readonly<Record<string, unknown>> = {};
  readonly #columns: readonly string[];

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  get width(): number {
    return this.#columns.length;
  }

  value(column: number): string {
    return shown(this.members[this.#columns[column] ?? '']);
  }

  isList(column: number): boolean {
    return Array.isArray(this.members[this.#columns[column] ?? '']);
  }

  raw(): string {
    return (this.text ?? shown(this.members)).slice(0, 60);
  }
}

/** As a CSV file would have it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
  } catch {
    // Nested deeper than the stack: nobody's text or label.
    return '[…]';
  }
}

/**
 * Members of members by both names with a point between, `meta.label`. A list of one is what it holds, an empty one is nothing: so tools for annotation
 * write a class that could have been several. Other lists stay whole.
 */
export function flat(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.values(record).some((value) => isRecord(value) || Array.isArray(value))) return record;
  return Object.fromEntries(membersOf(record, '', deepest));
}

/** Beyond, a member is shown as JSON. */
const deepest = 6;

function membersOf(record: Readonly<Record<string, unknown>>, path: string, depth: number): [string, unknown][] {
  return Object.entries(record).flatMap(([name, listed]): [string, unknown][] => {
    const value = onlyOneOf(listed);
    return isRecord(value) && depth > 1 ? membersOf(value, `${path}${name}.`, depth - 1) : [[`${path}${name}`, value]];
  });
}

function onlyOneOf(listed: unknown): unknown {
  let value = listed;
  for (let depth = 0; depth < deepest && Array.isArray(value) && value.length < 2; depth++) {
    value = (value[0] as unknown) ?? null;
  }
  return value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof Date);

/** Every name that occurs, in the order of their first occurrence. */
export const namesIn = (records: readonly Readonly<Record<string, unknown>>[]): string[] => [
  ...new Set(records.flatMap((record) => Object.keys(record))),
];
