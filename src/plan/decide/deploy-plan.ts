import * as catalog from '../../catalog/index.js';
import type { DeployPlan, ModelData } from '../../contract/plan.js';
import type { Problem } from '../../contract/problems.js';
import { attempt } from './or-problem.js';
import { decideHosting } from './common-plan.js';
import type { DeployInput } from './decision-input.js';
import { unique } from './document-problems.js';

/** The decision for a model that is not trained here: an earlier run's, or the pretrained one as it is. */
export function decideDeploy(input: DeployInput): DeployPlan {
  const { request, spec, buckets } = input;
  const hosting = decideHosting(input, null);
  const problems: Problem[] = [];
  const [rung] = hosting.hosting.rungs;
  const modelData =
    request.artifact ?? attempt(problems, () => catalog.modelUri(spec, 'inference', rung?.instanceType ?? '', buckets));
  return { ...hosting, modelData: dataAt(modelData), problems: unique([...hosting.problems, ...problems]) };
}

const dataAt = (uri: string): ModelData => (uri.endsWith('/') ? { prefix: uri } : { tarball: uri });
