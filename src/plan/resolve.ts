import { defined } from '../contract/defined.js';
import type { HeldOutMember } from '../contract/dataset.js';
import { heldOutMembers } from '../contract/dataset.js';
import type { FineTuneRequest } from '../contract/run/requests.js';
import type { RunKind } from '../contract/run/run-kinds.js';
import { accountAndRole } from './ask/account-and-role.js';
import { arnProblems } from './ask/arns.js';
import { bucketProblems } from './ask/buckets.js';
import { endpointNameProblems } from './ask/existing-endpoint.js';
import type { NamedObject } from './ask/existing-objects.js';
import { missingObjects, namedObjects } from './ask/existing-objects.js';
import { requestedModel } from './ask/model-documents.js';
import { prefixOf } from './decide/data-prefix.js';
import type { ModelDocuments } from './decide/decision-input.js';
import { kinds } from './kinds.js';
import type { Planning, Resolved } from './planning.js';

export interface Found<K extends RunKind> {
  readonly resolution: Resolved<K>;
  /** Null where the model is not known. */
  readonly documents: ModelDocuments | null;
  /** Objects that the request names, as they were looked at. */
  readonly objects: readonly NamedObject[];
}

/** What to look at besides the request. */
interface Scope {
  /** The data is not on S3 yet: the request names none, and the model's own is not meant. */
  readonly localData: boolean;
}

/**
 * Checks a request of unknown origin and finds out region, account, role, model version and where the data lies.
 * Bad input becomes problems; only a failing service throws.
 */
export async function resolve<K extends RunKind>(
  kind: K,
  input: unknown,
  planning: Planning,
  { localData }: Scope = { localData: false },
): Promise<Found<K>> {
  const { services } = planning;
  const { request, problems } = kinds[kind].parse(input);
  if (request === null) return { resolution: { request, model: { id: '?' }, problems }, documents: null, objects: [] };
  const { problems: ofAccount, ...account } = await accountAndRole(request, services);
  const { region } = account;
  if (region === undefined) {
    const resolution = { request, model: { id: request.model.id }, problems: [...ofAccount] };
    return { resolution, documents: null, objects: [] };
  }
  const ofEndpoint = await endpointNameProblems(
    request.endpoint ?? {},
    { region, ...defined({ account: account.account }) },
    planning,
  );
  const ofArns = arnProblems(request, { region, ...account });
  const ofBuckets = await bucketProblems(
    request,
    { region, ...defined({ account: account.account }), defaultToo: kind === 'fineTune' && !localData },
    services,
  );
  const objects = await namedObjects(request, region, services);
  const { documents, problems: ofModel } = await requestedModel(request.model, region, services);
  const data = (localData ? undefined : kinds[kind].data?.(request, documents)) ?? { problems: [] };
  return {
    documents,
    objects,
    resolution: {
      request,
      // Without a document the version stays out: nothing may be decided on it.
      model: documents === null ? { id: request.model.id } : versionOf(documents),
      ...account,
      ...defined({ standIn: documents?.spec.standIn, dataUri: data.uri, heldOut: heldOutOf(request) }),
      problems: [
        ...ofAccount,
        ...ofArns,
        ...ofEndpoint,
        ...ofBuckets,
        ...missingObjects(objects),
        ...ofModel,
        ...data.problems,
      ],
    },
  };
}

/** Held-out rows that a request names, by their prefixes; undefined where it names none. */
function heldOutOf(request: Partial<FineTuneRequest>): Partial<Record<HeldOutMember, string>> | undefined {
  const named = heldOutMembers.flatMap((member) => {
    const uri = request[member];
    return uri === undefined ? [] : [[member, prefixOf(uri)] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

const versionOf = ({ spec }: ModelDocuments): { id: string; version: string } => ({
  id: spec.modelId,
  version: spec.version,
});
