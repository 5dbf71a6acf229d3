import { CatalogError } from './errors.js';
import type { ModelSpec, Scope } from './model-spec.js';

/** What the user accepts knowingly. */
export interface Tolerance {
  tolerateDeprecated?: boolean;
  tolerateVulnerable?: boolean;
}

/**
 * Why a document may not be used for a scope, in the order in which the Python SDK looks; empty when it may.
 * @param newer a newer version of the model, where there is one
 */
export function unusability(
  spec: ModelSpec,
  scope: Scope,
  tolerance: Tolerance = {},
  newer: string | null = null,
): CatalogError[] {
  const other = newer === null ? 'choose another model or version' : `ask for version ${newer}`;
  const name = `${spec.modelId} ${spec.version}`;
  const faults: CatalogError[] = [];
  if (scope === 'training' && !spec.trainingSupported) {
    faults.push(new CatalogError('model.id', `${name} can't be trained; choose another model`));
  }
  if (spec.deprecated && tolerance.tolerateDeprecated !== true) {
    const reason = spec.deprecatedMessage === undefined ? '' : ` (${spec.deprecatedMessage})`;
    const anyway = 'or use it all the same with tolerateDeprecatedModel (--tolerate-deprecated)';
    faults.push(new CatalogError('model.version', `${name} is deprecated${reason}; ${other}, ${anyway}`));
  }
  if (spec[scope].vulnerable && tolerance.tolerateVulnerable !== true) {
    const known = spec[scope].vulnerabilities.join(', ');
    faults.push(
      new CatalogError(
        'model.version',
        `${name} has vulnerable dependencies in its ${scope} script${known === '' ? '' : ` (${known})`}; ${other}, or use it all the same with tolerateVulnerableModel (--tolerate-vulnerable)`,
      ),
    );
  }
  return faults;
}

/** @throws CatalogError the first reason why the document may not be used */
export function requireUsable(spec: ModelSpec, scope: Scope, tolerance?: Tolerance): void {
  const [fault] = unusability(spec, scope, tolerance);
  if (fault !== undefined) throw fault;
}

/** What the document wants its users to know; no reason to refuse. */
export function notices(spec: ModelSpec): string[] {
  return [spec.deprecateWarnMessage, spec.usageInfoMessage].filter((message) => message !== undefined);
}
