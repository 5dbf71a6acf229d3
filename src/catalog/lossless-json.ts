import { PythonFloat } from './python-number.js';

const marker = '\u0000float:';
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON and keeps what `JSON.parse` loses: whether a number was written as a float.
 * Integers stay numbers, floats become {@link PythonFloat}.
 */
export function parseLossless(text: string): unknown {
  const marked = text.replace(tokens, (token) =>
    token.startsWith('"') || !/[.eE]/.test(token) ? token : `"\\u0000float:${token}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(marker) ? new PythonFloat(Number(value.slice(marker.length))) : value,
  );
}
