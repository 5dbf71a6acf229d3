import { expect, test } from 'vitest';
import { constraints } from '../../../../../src/local/sagemaker/services/constraints.generated.js';
import { compilePattern, matchesPattern } from '../../../../../src/local/sagemaker/wire/model/java-pattern.js';

const shapes = Object.values(constraints).flatMap((service) => Object.values(service.shapes));
const patterns = [...new Set(shapes.flatMap((shape) => ('pattern' in shape ? [shape.pattern ?? ''] : [])))];

test('every pattern of the service models can be checked', () => {
  for (const pattern of patterns) expect(() => compilePattern(pattern), pattern).not.toThrow();
});

test.each([
  ['[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}', 'a-b', true],
  ['[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}', 'a_b', false],
  ['([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)', 'Größe 1', true],
  ['([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)', 'a;b', false],
  ['arn:[\\p{Alnum}\\-]+:x', 'arn:aws-cn:x', true],
  ['.*', 'two\nlines', false],
])('%s on %j is %j', (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});
