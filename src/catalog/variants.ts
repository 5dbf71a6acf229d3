import type { HyperparameterSpec, InstanceTypeVariant, InstanceTypeVariants } from './model-spec.js';
import { parseHyperparameter } from './parse-spec.js';

/** What an instance type changes: entries of the exact type come before those of its family. */
export function variantsOf(
  variants: InstanceTypeVariants,
  instanceType: string,
): { exact: InstanceTypeVariant | undefined; family: InstanceTypeVariant | undefined } {
  const family = /^ml[._]([a-z\d-]+)\.?\w*$/.exec(instanceType)?.[1];
  return {
    exact: variants.variants[instanceType],
    family: family === undefined ? undefined : variants.variants[family],
  };
}

/** Image of an instance type in a region; undefined where the document has none. */
export function imageUriOf(variants: InstanceTypeVariants, instanceType: string, region: string): string | undefined {
  const { exact, family } = variantsOf(variants, instanceType);
  const alias = exact?.imageAlias ?? family?.imageAlias;
  return alias?.startsWith('$') === true ? variants.regionalAliases[region]?.[alias.slice(1)] : undefined;
}

/** A property of the exact type, else of the family. */
export function propertyOf(variants: InstanceTypeVariants, instanceType: string, name: string): unknown {
  const { exact, family } = variantsOf(variants, instanceType);
  return exact?.properties[name] ?? family?.properties[name];
}

/** Entries of the exact type, then those of the family that it does not name itself. */
function merged<T>(variants: InstanceTypeVariants, instanceType: string, name: string, key: (entry: T) => string): T[] {
  const { exact, family } = variantsOf(variants, instanceType);
  const own = (exact?.properties[name] as T[] | undefined) ?? [];
  const inherited = (family?.properties[name] as T[] | undefined) ?? [];
  const named = new Set(own.map(key));
  return [...own, ...inherited.filter((entry) => !named.has(key(entry)))];
}

export function hyperparametersOf(variants: InstanceTypeVariants, instanceType: string): HyperparameterSpec[] {
  const entries = merged<Record<string, unknown>>(variants, instanceType, 'hyperparameters', (entry) =>
    String(entry['name']),
  );
  return entries.map(parseHyperparameter);
}

export function metricsOf(variants: InstanceTypeVariants, instanceType: string): { Name: string; Regex: string }[] {
  return merged(variants, instanceType, 'metrics', (entry) => entry.Name);
}

export function environmentOf(variants: InstanceTypeVariants, instanceType: string): Record<string, string> {
  const { exact, family } = variantsOf(variants, instanceType);
  const part = (variant: InstanceTypeVariant | undefined): Record<string, string> =>
    (variant?.properties['environment_variables'] as Record<string, string> | undefined) ?? {};
  return { ...part(family), ...part(exact) };
}
