import { resourceName } from '../../contract/names.js';
import type { HostingTarget, ModelData } from '../../contract/run/plan.js';

/** The inference script has to be put under `code/` of the artifact before it can be served. */
export interface Repack {
  /** `s3://…/model.tar.gz` as trained or published. */
  artifact: string;
  /** `s3://…/sourcedir.tar.gz` with the inference script. */
  script: string;
  /** Where the repacked artifact goes: `s3://{output bucket}/{model name}/model.tar.gz`, as the Python SDK does. */
  target: string;
}

/** The same for every attempt of a run. Null for the prepacked generation, whose artifacts bring their script along. */
export function repackOf(target: HostingTarget, modelData: ModelData): Repack | null {
  const script = target.hosting.repackScriptUri;
  if (script === undefined || !('tarball' in modelData)) return null;
  const bucket = target.outputPath.replace(/^s3:\/\/([^/]+).*$/, '$1');
  return { artifact: modelData.tarball, script, target: `s3://${bucket}/${resourceName(target.run)}/model.tar.gz` };
}
