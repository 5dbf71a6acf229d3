import { describe, expect, test } from 'vitest';
import * as catalog from '../../src/catalog/index.js';
import type { ModelSpec, Scope } from '../../src/catalog/index.js';
import type { ExpectedInput } from './support.js';
import { expectedAnswers, expectedFiles, fixtureCatalog } from './support.js';

interface Expected {
  input: ExpectedInput;
  resolved_version: string;
  validate: Record<'overrides_provided' | 'merged_algorithm' | 'merged_all', unknown>;
  [answer: string]: unknown;
}

/** Runs a question as a door does: what may not be used is refused first. An error stands for any refusal. */
function answer<T>(spec: ModelSpec, scope: Scope, ask: () => T): T | 'refused' {
  try {
    catalog.requireUsable(spec, scope);
    return ask();
  } catch (error) {
    if (error instanceof catalog.CatalogError) return 'refused';
    throw error;
  }
}

const isError = (value: unknown): boolean => typeof value === 'object' && value !== null && 'error' in value;

/** The SDK's answer with each of its errors as `refused`. */
function verdicts(value: unknown): unknown {
  if (isError(value)) return 'refused';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isError(member) ? 'refused' : member]),
  );
}

describe.each(expectedFiles)("the Python SDK's answers of %s", async (file) => {
  const expected = expectedAnswers<Expected>(file);
  const { input } = expected;
  const source = await fixtureCatalog(input.region);
  const spec = await source.spec(input.model_id, input.version);
  const { region, buckets } = source;
  const [trainingType, inferenceType] = [input.instance_type, input.inference_instance_type];
  const scopes = <T>(ask: (scope: Scope, instanceType: string) => T) => ({
    training: answer(spec, 'training', () => ask('training', trainingType)),
    inference: answer(spec, 'inference', () => ask('inference', inferenceType)),
  });
  const defaults = (options: { instanceType?: string; includeContainer?: boolean }) =>
    answer(spec, 'training', () => catalog.defaultHyperparameters(spec, options));
  const validation = (given: Record<string, catalog.HyperparameterValue>, required?: catalog.RequiredHyperparameters) =>
    answer(spec, 'training', () =>
      catalog.validateHyperparameters(catalog.hyperparameterSpecs(spec), given, required).length === 0
        ? 'ok'
        : 'refused',
    );

  const mine: Record<string, () => unknown> = {
    resolved_version: () => spec.version,
    content_bucket: () => buckets.content,
    image_uris: () => scopes((scope, type) => catalog.imageUri(spec, scope, type, region)),
    script_uris: () => scopes((scope) => catalog.scriptUri(spec, scope, buckets)),
    model_uris: () => scopes((scope, type) => catalog.modelUri(spec, scope, type, buckets)),
    default_hyperparameters: () => defaults({}),
    default_hyperparameters_for_instance_type: () => defaults({ instanceType: trainingType }),
    default_hyperparameters_with_container: () => defaults({ includeContainer: true }),
    validate: () => {
      const merged = { ...catalog.defaultHyperparameters(spec), ...input.overrides };
      return {
        overrides_provided: validation(input.overrides),
        merged_algorithm: validation(merged, 'algorithm'),
        merged_all: validation(merged, 'all'),
      };
    },
    metric_definitions: () => answer(spec, 'training', () => catalog.metricDefinitions(spec)),
    metric_definitions_for_instance_type: () =>
      answer(spec, 'training', () => catalog.metricDefinitions(spec, trainingType)),
    environment_variables: () =>
      answer(spec, 'inference', () => catalog.inferenceEnvironment(spec, undefined, { all: true })),
    environment_variables_model_class: () => answer(spec, 'inference', () => catalog.inferenceEnvironment(spec)),
    default_instance_types: () => scopes((scope) => catalog.defaultInstanceType(spec, scope)),
    default_inference_instance_type_given_training: () =>
      answer(spec, 'inference', () => catalog.defaultInstanceType(spec, 'inference', trainingType)),
    supported_instance_types: () => scopes((scope) => catalog.supportedInstanceTypes(spec, scope)),
  };

  test('cover every question but the request flows', () => {
    expect(Object.keys(mine).sort()).toEqual(
      Object.keys(expected)
        .filter((name) => name !== 'input' && name !== 'flows')
        .sort(),
    );
  });

  test.each(Object.keys(mine))('%s', (name) => {
    expect(mine[name]?.()).toEqual(verdicts(expected[name]));
  });

  test.each(['default_hyperparameters', 'default_hyperparameters_with_container'])(
    '%s keep the order of the document',
    (name) => {
      expect(Object.keys(mine[name]?.() as object)).toEqual(Object.keys(verdicts(expected[name]) as object));
    },
  );
});
