import { describe, expect, test } from 'vitest';
import { parseSpec } from '../../../src/catalog/index.js';
import { standInFindings } from '../../../src/plan/decide/stand-in.js';

const specOf = (trains?: string[]): ReturnType<typeof parseSpec> =>
  parseSpec(
    JSON.stringify({
      model_id: 'm',
      version: '1.0.0',
      ...(trains === undefined ? {} : { tunewright_stand_in: { encoder: 'e', trains, note: 'a stand-in' } }),
    }),
  );

describe('a local stand-in', () => {
  test('is named in the warnings', () => {
    expect(standInFindings(specOf(['top_layer']), { train_only_top_layer: 'True' }).warnings).toEqual(['a stand-in']);
  });

  test.each(['train_only_top_layer', 'train-only-top-layer', 'train_only_on_top_layer'])(
    'that trains the top layer only refuses %s=False',
    (name) => {
      const { problems } = standInFindings(specOf(['top_layer']), { [name]: 'False' });
      expect(problems.map(({ field }) => field)).toEqual([`hyperparameters.${name}`]);
    },
  );

  test('that trains everything does not', () => {
    expect(standInFindings(specOf(['top_layer', 'all']), { train_only_top_layer: 'False' }).problems).toEqual([]);
  });

  test.each([
    ['True', '0.00001', true],
    ['True', '0.003', false],
    ['False', '0.001', true],
    ['False', '0.0002', false],
  ])('with train_only_top_layer=%s and learning_rate=%s warns: %s', (train_only_top_layer, learning_rate, warns) => {
    const { warnings } = standInFindings(specOf(['top_layer', 'all']), { train_only_top_layer, learning_rate });
    expect(warnings.some((warning) => warning.includes('learning_rate'))).toBe(warns);
  });
});

test('documents of AWS have no stand-in to speak of', () => {
  expect(standInFindings(specOf(), { learning_rate: '1e-9', train_only_top_layer: 'False' })).toEqual({
    warnings: [],
    problems: [],
  });
});
