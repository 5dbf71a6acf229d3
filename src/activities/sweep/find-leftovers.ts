import { Context } from '@temporalio/activity';
import { listResources, orNull, placeOf, readTags, sageMaker } from '../../aws/index.js';
import type { Listed, Place, SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { calling, failure } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import { isElsewhere } from '../run-resources.js';
import type { Services } from '../services.js';
import type { Owned } from './leftovers.js';
import { ownerIn } from './owner-tags.js';
import { Survey } from './survey.js';

/** Tags are read two a second: a quarter of an hour, after which a worker that dies costs no more than that. */
const mostLooks = 2_000;

/** Whose a resource is, only its tags tell: every one of the region is asked for them, part by part. */
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
          let place: Place | undefined = input.from;
          let isAll = true;
          for await (const item of listResources(sagemaker, input.from)) {
            if (progress.seen === mostLooks) {
              isAll = false;
              break;
            }
            progress.seen += 1;
            place = placeOf(item, place);
            const owner = await ownerOfListed(sagemaker, item);
            if (owner !== null) owned.push({ ...item, ...owner });
            progress.examined = owned.length;
          }
          const before = input.from?.unwanted ?? [];
          const leftovers = await new Survey(sagemaker, services, { region, account }).leftovers(owned, before);
          const found = { region, account, examined: owned.length, leftovers };
          if (isAll || place === undefined) return found;
          const unwanted = leftovers.flatMap(({ kind, name }) => (kind === 'endpoint' ? [name] : []));
          return { ...found, next: { ...place, names: [...place.names], unwanted: [...before, ...unwanted] } };
        }),
    );
  };

/** Null for others', for runs' of another namespace, and for what is gone since it was listed. */
async function ownerOfListed(sagemaker: SageMaker, { arn }: Listed): Promise<ReturnType<typeof ownerIn>> {
  const tags = await orNull(() => readTags(sagemaker, arn));
  return tags === null || isElsewhere(tags) ? null : ownerIn(tags);
}
