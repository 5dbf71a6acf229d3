import type { DeployPlan, Plan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';

/**
 * An earlier model is trained further only on the classes that it knows; the local trainer can give it a fresh top layer. The rule is that of
 * its training job, which judges a model that is named by its URI. Data without rows has a problem of its own.
 */
export function otherClasses(planned: Plan | DeployPlan | null, known: number | undefined): Problem[] {
  if (planned === null || !('dataset' in planned) || known === undefined) return [];
  const { dataset, standIn, training } = planned;
  if (dataset.classes === 0 || dataset.classes === known) return [];
  const differs = `that run knows ${known} classes, the data has ${dataset.classes}`;
  if (standIn === undefined) {
    const message = `${differs}; train from the pretrained model instead (without from), or on data of the same classes`;
    return [{ field: 'from', message }];
  }
  const { reinitialize_top_layer: fresh } = training.rungs[0]?.hyperparameters ?? {};
  if (/^true$/i.test(String(fresh))) return [];
  return [{ field: 'from', message: `${differs}; set reinitialize_top_layer=True for a fresh top layer` }];
}
