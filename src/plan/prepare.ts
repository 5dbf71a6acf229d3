import { withHeldOut } from '../dataset/index.js';
import type { RowsRule } from '../dataset/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import { heldOutMembers, problemsAndMend, unseenDataset } from '../contract/dataset.js';
import type { Problem } from '../contract/problems.js';
import { defined } from '../contract/defined.js';
import type { RunKind } from '../contract/run/run-kinds.js';
import { earlierLabels } from './ask/earlier-labels.js';
import { liveFleet } from './ask/existing-endpoint.js';
import { namedFiles, namedObjects } from './ask/existing-objects.js';
import { modelDocuments } from './ask/model-documents.js';
import { limitsHosting, quotaNames, withinQuotas } from './decide/quota-limits.js';
import type { PlanOf } from './kinds.js';
import { kinds } from './kinds.js';
import type { Planning, Prepared, Resolved } from './planning.js';
import { readableParts } from './readable-part.js';
import type { Found } from './resolve.js';
import { resolve } from './resolve.js';

/** A report of data that is not on S3 yet; its `uri` says where it will be. */
export type LocalData = (account: { region?: string; account?: string }) => Promise<DatasetReport>;

/** Every problem of a request, its model, its data and the account's quotas at once. Only a failing service throws. */
export async function prepare<K extends RunKind>(
  kind: K,
  request: unknown,
  planning: Planning,
  localData?: LocalData,
): Promise<Prepared<PlanOf<K>>> {
  const found = await resolve(kind, request, planning, { localData: localData !== undefined });
  if (found.resolution.request === null) {
    const { problems } = found.resolution;
    return {
      plan: null,
      problems: [...problems, ...(await besides(problems, kind, request, planning, localData))],
      failure: 'InvalidRequest',
    };
  }
  const { region, account, dataUri, heldOut = {} } = found.resolution;
  const inspected = (): Promise<DatasetReport> | null =>
    dataUri === undefined || region === undefined ? null : planning.services.inspect(dataUri, region);
  const dataset = await (localData === undefined ? inspected() : localData(defined({ region, account })));
  // Who asks nobody about other objects has no network, perhaps.
  const asksS3 = planning.services.object !== undefined;
  if (region === undefined || !asksS3) return decideFound(kind, found, dataset, planning);
  const inspect = (uri: string, rule: RowsRule): Promise<DatasetReport> => planning.services.inspect(uri, region, rule);
  if (dataset !== null) return decideFound(kind, found, await withHeldOut(dataset, heldOut, inspect), planning);
  // Rows to evaluate a model on that is deployed as it is: which labels it knows, only its endpoint can say.
  const looked = await withHeldOut(unseenDataset(''), heldOut, inspect);
  const prepared = await decideFound(kind, found, null, planning);
  const problems = withoutTold(heldOutProblems(looked), prepared.problems);
  return problems.length === 0
    ? prepared
    : { ...prepared, problems: [...prepared.problems, ...problems], failure: prepared.failure ?? 'InvalidRequest' };
}

/** What else is wrong with a request of which a part can not be read. */
async function besides<K extends RunKind>(
  told: readonly Problem[],
  ...[kind, request, planning, localData]: Parameters<typeof prepare<K>>
): Promise<readonly Problem[]> {
  for (const part of readableParts(request, told)) {
    if (kinds[kind].parse(part.request).request === null) continue;
    const { problems } = await prepare(kind, part.request, planning, localData);
    return problems.filter((problem) => !part.isTold(problem));
  }
  return [];
}

const heldOutProblems = ({ heldOut = {} }: DatasetReport): Problem[] =>
  Object.values(heldOut).flatMap(({ problems }) => problems);

/** Held-out rows that are not there have been told of by where they should be. */
function withoutTold(problems: readonly Problem[], told: readonly Problem[]): Problem[] {
  const fields = new Set(told.map(({ field }) => field));
  return problems.filter(({ field }) => !(heldOutMembers as readonly string[]).includes(field) || !fields.has(field));
}

/** The second half, on what another process may have resolved. `dataset` is null where there is none to be looked at. */
export async function decide<K extends RunKind>(
  kind: K,
  resolution: Resolved<K>,
  dataset: DatasetReport | null,
  planning: Planning,
): Promise<Prepared<PlanOf<K>>> {
  const { request, region, account, model } = resolution;
  if (request === null || region === undefined || account === undefined || model.version === undefined) {
    return decideFound(kind, { resolution, documents: null, objects: [] }, dataset, planning);
  }
  const [documents, objects] = await Promise.all([
    modelDocuments(model, region, planning.services),
    namedObjects(request, region, planning.services),
  ]);
  return decideFound(kind, { resolution, documents, objects }, dataset, planning);
}

async function decideFound<K extends RunKind>(
  kind: K,
  { resolution, documents, objects }: Found<K>,
  dataset: DatasetReport | null,
  { services, run, signal }: Planning,
): Promise<Prepared<PlanOf<K>>> {
  const { request, region, account, role = '', model } = resolution;
  if (request === null || documents === null || region === undefined || account === undefined) {
    return {
      plan: null,
      problems: [...resolution.problems, ...(dataset === null ? [] : problemsAndMend(dataset))],
      failure: 'InvalidRequest',
    };
  }
  const [prices, live, labels, priceList, earlier] = await Promise.all([
    services.prices(),
    liveFleet(request, region, { services, ...defined({ signal }) }),
    earlierLabels(request, region, services),
    // A stand-in is sold by nobody.
    documents.spec.standIn === undefined ? services.priceList?.(region, signal) : null,
    services.earlierRun?.(model.id),
  ]);
  const { plan, problems: ofPlan } = kinds[kind].decide({
    ...documents,
    request,
    dataset,
    account: { region, account, role },
    run,
    prices,
    files: namedFiles(objects),
    ...defined({ live: live ?? undefined, earlierLabels: labels ?? undefined, priceList: priceList ?? undefined }),
    earlier: earlier ?? null,
  });
  const problems = [...resolution.problems, ...withoutTold(ofPlan, resolution.problems)];
  if (problems.length > 0) return { plan, problems, failure: 'InvalidRequest' };
  const quotas = await services.quotas?.(quotaNames(plan), region, signal);
  if (quotas === undefined) {
    return { plan: { ...plan, warnings: [...plan.warnings, quotasUnknown] }, problems, failure: null };
  }
  const fleets = limitsHosting(plan, quotas) ? await services.fleets?.(region, signal) : [];
  const within = withinQuotas(plan, quotas, {
    fleets: fleets ?? [],
    waits: request.endpoint?.capacityWaitInSeconds !== undefined,
  });
  return { ...within, failure: within.problems.length > 0 ? 'QuotaExceeded' : null };
}

const quotasUnknown =
  "the account's quotas were not asked for; the run looks at them, and ends as QuotaExceeded where no instance type is left";
