import { expect, test } from 'vitest';
import { linkIn } from '../../src/cli/embedded/console-link.js';

test.each([
  ['console: {"url":"http://127.0.0.1:8234","token":"abc"}', 'http://127.0.0.1:8234/#token=abc'],
  ['console: {"error":"Unreachable","message":"no Temporal server answers"}', null],
  ['console: no JSON at all', null],
])('of a console that says %s the link is %s', (line, link) => {
  expect(linkIn(line)).toBe(link);
});
