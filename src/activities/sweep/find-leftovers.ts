import { Context } from '@temporalio/activity';
import { listResources, orNull, readTags, sageMaker } from '../../aws/index.js';
import type { Listed, SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { calling, failure } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';
import type { Owned } from './leftovers.js';
import { ownerIn } from './owner-tags.js';
import { Survey } from './survey.js';

/** Whose a resource is, only its tags tell: every one of the region is asked for them. */
export const findLeftovers =
  (services: Services): Activities['findLeftovers'] =>
  async (input) => {
    const region = input.region ?? (await services.aws.region());
    if (region === undefined) {
      throw failure('InvalidRequest', 'region: is missing; give one or set AWS_REGION for the worker');
    }
    const signal = Context.current().cancellationSignal;
    const progress = { seen: 0, examined: 0 };
    const what = `search for leftovers in ${region}`;
    return heartbeating(
      { interval: services.pollingIntervals.heartbeat, details: () => progress, what: () => what },
      () =>
        calling(what, async () => {
          const { account } = await services.aws.identity(region, signal);
          const sagemaker = sageMaker(services.aws.clients(region), signal);
          const owned: Owned[] = [];
          for await (const item of listResources(sagemaker)) {
            progress.seen += 1;
            const owner = await ownerOfListed(sagemaker, item);
            if (owner !== null) owned.push({ ...item, ...owner });
            progress.examined = owned.length;
          }
          const leftovers = await new Survey(sagemaker, services).leftovers(owned);
          return { region, account, examined: owned.length, leftovers };
        }),
    );
  };

/** Null for others' and for what is gone since it was listed. */
async function ownerOfListed(sagemaker: SageMaker, { arn }: Listed): Promise<ReturnType<typeof ownerIn>> {
  const tags = await orNull(() => readTags(sagemaker, arn));
  return tags === null ? null : ownerIn(tags);
}
