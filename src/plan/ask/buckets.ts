import type { Problem } from '../../contract/problems.js';
import type { FineTuneRequest, HostingRequest } from '../../contract/run/requests.js';
import { defaultBucket } from '../decide/default-bucket.js';
import type { PlanningServices } from './planning-services.js';

type AnyRequest = HostingRequest & Pick<FineTuneRequest, 'output' | 'training'>;

/**
 * Buckets that a job writes to, looked at before it is paid for: AWS tells of a missing one when the model is uploaded. The default one
 * is left out where the run's own upload makes it, and where nothing is written.
 */
export async function bucketProblems(
  request: AnyRequest,
  { region, account, defaultToo }: { region: string; account?: string; defaultToo: boolean },
  services: PlanningServices,
): Promise<Problem[]> {
  const byDefault = account === undefined || !defaultToo ? undefined : `s3://${defaultBucket({ region, account })}/`;
  const written: Record<string, string | undefined> = {
    output: request.output ?? byDefault,
    'training.spot.checkpointUri': request.training?.spot?.checkpointUri,
  };
  const looked = await Promise.all(
    Object.entries(written).map(async ([field, uri]): Promise<Problem[]> => {
      if (uri === undefined) return [];
      const bucket = uri.split('/')[2] ?? '';
      const place = await services.bucketPlace?.(bucket, region);
      if (place === 'missing') {
        return [
          { field, message: `there is no bucket ${bucket}; make it: aws s3 mb s3://${bucket} --region ${region}` },
        ];
      }
      if (place !== 'elsewhere') return [];
      return [{ field, message: `bucket ${bucket} is of another region than the run's, ${region}; name one there` }];
    }),
  );
  return looked.flat();
}
