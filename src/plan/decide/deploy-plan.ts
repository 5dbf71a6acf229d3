import * as catalog from '../../catalog/index.js';
import { defined } from '../../contract/defined.js';
import type { DeployPlan, ModelData } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { DeployRequest } from '../../contract/run/requests.js';
import { decideCommon } from './common-plan.js';
import type { Decision, DecisionInput, NamedFiles } from './decision-input.js';
import { orProblem, unique } from './document-problems.js';

/** The decision for a model that is not trained here: an earlier run's, or the pretrained one as it is. */
export function decideDeploy(input: DecisionInput<DeployRequest>): Decision<DeployPlan> {
  const { request, spec, buckets, files } = input;
  const common = decideCommon(input, null);
  const problems: Problem[] = [];
  const [rung] = common.plan.hosting.rungs;
  const modelData =
    request.artifact ??
    orProblem(problems, () => catalog.modelUri(spec, 'inference', rung?.instanceType ?? '', buckets));
  return {
    plan: {
      ...common.plan,
      modelData: dataAt(modelData, files?.artifact),
      ...defined({ labels: input.earlierLabels }),
    },
    problems: unique([...common.problems, ...problems]),
  };
}

const dataAt = (uri: string, file: NamedFiles['artifact']): ModelData =>
  uri.endsWith('/') ? { prefix: uri } : { tarball: uri, ...defined({ etag: file?.etag, bytes: file?.bytes }) };
