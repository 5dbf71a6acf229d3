import { CatalogError } from './errors.js';
import type { ModelSpec, Scope } from './model-spec.js';
import { propertyOf, variantsOf } from './variants.js';

/** The document's default; for inference a training instance type may have its own. @throws CatalogError where there is none */
export function defaultInstanceType(spec: ModelSpec, scope: Scope, trainingInstanceType?: string): string {
  const specific =
    scope === 'inference' && trainingInstanceType !== undefined
      ? propertyOf(spec.training.variants, trainingInstanceType, 'default_inference_instance_type')
      : undefined;
  const found = typeof specific === 'string' ? specific : spec[scope].defaultInstanceType;
  if (found !== undefined) return found;
  const field = scope === 'training' ? 'training.instanceType' : 'endpoint.instanceType';
  throw new CatalogError(field, `is missing; ${spec.modelId} ${spec.version} has no default for ${scope}`);
}

/** For inference after training on a type that has a list of its own: that list, sorted; else the document's. */
export function supportedInstanceTypes(spec: ModelSpec, scope: Scope, trainingInstanceType?: string): string[] {
  if (scope === 'inference' && trainingInstanceType !== undefined) {
    const { exact, family } = variantsOf(spec.training.variants, trainingInstanceType);
    const listed = [exact, family].flatMap(
      (variant) => (variant?.properties['supported_inference_instance_types'] as string[] | undefined) ?? [],
    );
    if (listed.length > 0) return [...new Set(listed)].sort();
  }
  return spec[scope].supportedInstanceTypes;
}
