import { CatalogError } from '../../catalog/index.js';
import type { Problem } from '../../contract/problems.js';

/** The document's answer, or an empty text with its complaint among the problems. */
export function attempt(problems: Problem[], ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    problems.push({ field: error.field, message: error.message });
    return '';
  }
}
