import type { DeployPlan, Plan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';

/** Of the model of an earlier run only the file that this run trained is taken. @param trained its ETag, where that run knows it */
export function otherArtifact(planned: Plan | DeployPlan | null, trained: string | undefined): Problem[] {
  const found = planned === null ? undefined : fileOf(planned);
  if (trained === undefined || found?.etag === undefined || found.etag === trained) return [];
  const message = `${found.uri} is not the file any more that that run trained (ETag ${trained}, now ${found.etag}); look who may write there, or give the file as it is instead of from`;
  return [{ field: 'from', message }];
}

function fileOf(planned: Plan | DeployPlan): { uri: string; etag?: string } | undefined {
  if ('training' in planned) return planned.training.inputs?.find(({ what }) => what === 'earlier model');
  const { modelData } = planned;
  return 'tarball' in modelData ? { ...modelData, uri: modelData.tarball } : undefined;
}
