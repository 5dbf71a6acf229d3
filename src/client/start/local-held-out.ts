import type { HeldOutMember } from '../../contract/dataset.js';
import { heldOutMembers } from '../../contract/dataset.js';
import type { Problem } from '../../contract/problems.js';
import type { HostingRequest } from '../../contract/run/requests.js';
import { inspectKeptDataset, inspectLocalDataset, onceOnly } from '../../dataset/index.js';
import type { PlanningServices } from '../../plan/index.js';
import { accountAndRole, defaultBucket } from '../../plan/index.js';
import type { UploadTarget } from './upload.js';
import { dataFile, targetIn } from './upload.js';

type HeldOut = Partial<Record<HeldOutMember, string>>;

/** A request whose held-out rows are named as they will lie on S3, and who is asked about them until then. */
export interface RequestForHeldOut<R> {
  readonly request: R;
  readonly services: PlanningServices;
  readonly uploads: readonly UploadTarget[];
  /** Of files that can't be read. */
  readonly problems: readonly Problem[];
}

/** Rows held out from training may lie on this machine, as the data may: they are checked here, and uploaded before the run. */
export async function localHeldOut<R extends Pick<HostingRequest, 'region' | 'account' | 'role'>>(
  request: R & HeldOut,
  services: PlanningServices,
): Promise<RequestForHeldOut<R>> {
  const members = heldOutMembers.filter((member) => isLocal(request[member]));
  if (members.length === 0) return { request, services, uploads: [], problems: [] };
  const { region, account } = await accountAndRole(request, services);
  const named: HeldOut = { ...request };
  const local = new Map<string, string>();
  const uploads: UploadTarget[] = [];
  const problems: Problem[] = [];
  for (const member of members) {
    const location = request[member] ?? '';
    delete named[member];
    const file = (await onceOnly(location)) === null ? await dataFile(location).catch(() => null) : null;
    if (file === null || file.bytes === 0) {
      const { problems: found } = await inspectKeptDataset(location, { heldOut: true });
      problems.push(...found.map((problem) => ({ ...problem, field: member })));
      // Without a region or an account, that is what is told.
    } else if (region !== undefined && account !== undefined) {
      const target = targetIn(defaultBucket({ region, account }), file);
      uploads.push(target);
      local.set(target.uri, location);
      named[member] = target.uri;
    }
  }
  return { request: named as R, services: lookingHere(services, local, named), uploads, problems };
}

const isLocal = (location: string | undefined): boolean => location !== undefined && !location.startsWith('s3://');

/** What is not on S3 yet is looked at where it is. */
function lookingHere(services: PlanningServices, local: ReadonlyMap<string, string>, named: HeldOut): PlanningServices {
  const allLocal = heldOutMembers.every((member) => named[member] === undefined || local.has(named[member]));
  const isHere = (object: string): boolean => [...local.keys()].some((prefix) => object.startsWith(prefix));
  return {
    ...services,
    inspect: (uri, region, rule) => {
      const location = local.get(uri);
      return location === undefined
        ? services.inspect(uri, region, rule)
        : inspectLocalDataset(location, undefined, rule);
    },
    // Who asks nobody about objects goes on so for those on S3.
    ...((services.object !== undefined || allLocal) && {
      object: async (uri: string, region: string) =>
        isHere(uri) ? 'unknown' : ((await services.object?.(uri, region)) ?? 'unknown'),
    }),
  };
}
