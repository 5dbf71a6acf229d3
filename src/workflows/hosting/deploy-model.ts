import type { Begun, EndpointKey, HostingKind, Removed, Step, UpAndFailed } from '../../contract/activities.js';
import { hostingKinds } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { FailureType } from '../../contract/failures.js';
import { resourceName } from '../../contract/names.js';
import type { HostingDecision, HostingRung, HostingTarget, ModelData, Plan } from '../../contract/run/plan.js';
import type { EvaluationResult, LiveEndpoint } from '../../contract/run/results.js';
import { activities, limits } from '../activity-options.js';
import { tryInstanceTypes } from '../instance-types.js';
import { keptIn, removedIn } from '../kept.js';
import { NotReturned } from '../run/not-returned.js';
import { goesOnAfterReset, lookBefore } from './before-deployment.js';
import { liveEndpoint, score } from './live-model.js';
import { settlingWhatIsTaken } from '../run/name-taken.js';
import { outcomeOf } from '../outcome.js';
import { leasesEndpoints, leasesWithCreation, takesStepsTogether, testsWithWait } from '../patches.js';
import type { RunParts } from '../run/run-lifecycle.js';
import { smokeTestOf } from './smoke-test.js';
import type { TestedByStep } from './smoke-test.js';
import { endpointKey, hostingTarget } from '../activity-inputs.js';

/** What stands now, and what stood before under the same name. */
export interface Deployed extends TestedByStep {
  configName: string;
  modelName: string;
  instanceType: string;
  replaced: LiveEndpoint | null;
  /** Of the model that was live, where the gate compares. */
  scoreOfLive: EvaluationResult | null;
  /** False where the candidate was live already when the run came to it: what was live before it can't be scored any more. */
  comparable: boolean;
}

/** Puts the model behind the endpoint, on the first rung that holds: a new endpoint, or the live one moved to a new config. */
export async function deployModel(
  plan: HostingDecision & Partial<Pick<Plan, 'dataset'>>,
  modelData: ModelData,
  parts: RunParts,
): Promise<Deployed> {
  const { published, lease } = parts;
  const key = endpointKey(plan);
  published.enter('deploy');
  if (plan.hosting.repackScriptUri !== undefined) {
    await activities('move', 'Put the inference script into the model').repackModel({
      target: hostingTarget(plan),
      modelData,
      ...defined({ labels: plan.labels }),
    });
  }
  // Nothing is there that must not be touched before it is this run's turn.
  const isNew = leasesWithCreation() && plan.hosting.update === undefined && !goesOnAfterReset();
  const granted = leasesEndpoints() && !isNew ? await lease.acquire(key) : null;
  const { live, replaced, first, isLive } = await lookBefore(plan, key, { granted, modelData });
  if (first !== null && !isLive) {
    published.note(
      `endpoint ${key.name} serves what an earlier life of this run made (${live?.configName}): it moves to what this one made`,
    );
  }
  if (replaced !== null) {
    published.status.replaced = { configName: replaced.configName, modelNames: replaced.modelNames };
  }
  // Before it is replaced: afterwards it can't be asked.
  const scoreOfLive = live === null || isLive ? null : await score(plan, key, `Score the live model of ${key.name}`);
  const target = keeping(hostingTarget(plan), live, isLive);
  // Nobody is asked after the test, and nothing is to be tidied up: with the test it is known what is live.
  const endsWithTest = live === null && plan.gates.traffic.rule === 'auto';
  const test = testsWithWait() ? smokeTestOf(plan) : null;
  const hosting = new Hosting({ target, key, modelData, live, replaced, isNew, test, endsWithTest }, parts);
  const ladder = { what: 'endpoint', rungs: plan.hosting.rungs, first };
  const made = await tryInstanceTypes(ladder, published, {
    begin: (_rung, step) => hosting.begin(step),
    complete: (rung, step) => hosting.complete(rung, step),
  });
  return { ...made, replaced, scoreOfLive, comparable: !isLive };
}

/** An update keeps the instances that are live, unless the request names a count, and the capture of data. */
function keeping(target: HostingTarget, before: LiveEndpoint | null, isOwn: boolean): HostingTarget {
  const { hosting } = target;
  if (before === null || hosting.update === undefined) return target;
  const { variants = [], dataCapture, begunWith } = before;
  const now = variants.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  // A config of this run's own is taken as it is, however many instances it was scaled to since.
  const live = isOwn ? (begunWith?.instanceCount ?? now) : now;
  const instanceCount = hosting.keepsInstanceCount === true && live > 0 ? live : hosting.instanceCount;
  return { ...target, hosting: defined({ ...hosting, instanceCount, dataCapture }) };
}

/** An update that fails so has not begun. */
const refusedBeforeIt: ReadonlySet<string> = new Set<FailureType>([
  'EndpointFailed',
  'RequestRefused',
  'AccessDenied',
  'QuotaExceeded',
]);

interface Wanted {
  target: HostingTarget;
  key: EndpointKey;
  modelData: ModelData;
  live: LiveEndpoint | null;
  replaced: LiveEndpoint | null;
  /** It is leased with its creation. */
  isNew: boolean;
  /** What the step that waits asks the endpoint then; null: nothing. */
  test: ReturnType<typeof smokeTestOf> | null;
  endsWithTest: boolean;
}

type Held = Pick<Deployed, 'configName' | 'modelName' | 'instanceType' | keyof TestedByStep>;

/**
 * Model, config and endpoint of one run, try by try. Undone in the order that SageMaker needs: the endpoint first, gone or back on
 * its old config, before config and model, which stay as long as it uses them.
 */
class Hosting {
  readonly #wanted: Wanted;
  readonly #parts: RunParts;
  /** The attempt that did not hold, with what it made. */
  #stale: number | null = null;
  /** Attempts so far: a later one may stand although an earlier one is cleared away. */
  #made = 1;
  /** Has the live endpoint been sent anywhere, as far as is known? */
  #moved = false;
  /** What the endpoint was last sent to. */
  #sentTo: Pick<LiveEndpoint, 'configName' | 'modelNames'> | null = null;

  constructor(wanted: Wanted, parts: RunParts) {
    this.#wanted = wanted;
    this.#parts = parts;
  }

  /** Makes room for the next try. */
  async begin(step: Step): Promise<Step> {
    await this.#clear();
    this.#stale = step.attempt;
    this.#made = step.attempt;
    return step;
  }

  async complete(rung: HostingRung, step: Step): Promise<Held> {
    const { key } = this.#wanted;
    const { published } = this.#parts;
    const created =
      takesStepsTogether() && !this.#updates ? await this.#createAtOnce(rung, step) : await this.#create(rung, step);
    published.findByEndpoint(key.name);
    const held = await this.#untilItHolds(created);
    published.resource('endpoint', key.name, 'InService');
    this.#stale = null;
    return { ...created, ...held, instanceType: rung.instanceType };
  }

  async #untilItHolds(created: Pick<Deployed, 'configName' | 'modelName'>): Promise<TestedByStep> {
    const { key, target, test, endsWithTest } = this.#wanted;
    const { published, lease } = this.#parts;
    const { configName } = created;
    const waiting = (summary: string) =>
      activities('wait', summary, { scheduleToCloseTimeout: limits.endpoint * 1000 });
    if (test === null) {
      await waiting(`Wait for endpoint ${key.name}`).watchEndpoint({ ...key, configName });
      return { tested: null, released: false };
    }
    const release = endsWithTest
      ? lease.endWithStep({
          live: liveEndpoint(key, created, published.status.metrics),
          timeToLiveInSeconds: target.hosting.timeToLiveInSeconds ?? null,
        })
      : undefined;
    const { smokeTest, released } = await waiting(`Wait for endpoint ${key.name}, and test it`)
      .watchAndTestEndpoint({ ...key, configName, test, ...defined({ release }) })
      .catch((error: unknown) => {
        const last = outcomeOf(error).failure?.details?.at(-1) as Partial<UpAndFailed> | null | undefined;
        if (last?.inService === true) published.enter('test');
        throw error;
      });
    if (released) lease.released();
    return { tested: smokeTest, released };
  }

  /** A new endpoint in one step; its names follow from the attempt. What the step did not come to is not undone. */
  async #createAtOnce(rung: HostingRung, step: Step): Promise<Pick<Deployed, 'configName' | 'modelName'>> {
    const { target, key, modelData, isNew } = this.#wanted;
    const { published, compensation, lease } = this.#parts;
    const fresh = hostingKinds.filter((kind) => this.#undoLater(kind));
    published.spending.endpointStarted(rung, target.hosting.instanceCount, Date.now());
    const own = resourceName(target.run, step.attempt);
    const show = (kind: HostingKind): void =>
      kind === 'endpoint' ? published.resource(kind, key.name, 'Creating') : published.resource(kind, own, 'Created');
    try {
      await activities('create', `Create the endpoint on ${rung.instanceType}, with model and config`).createHosting({
        target,
        ...step,
        modelData,
        ...(isNew ? { lease: lease.withStep(key) } : {}),
      });
    } catch (error) {
      const { failure } = outcomeOf(error);
      const { begun = hostingKinds } = (failure?.details?.at(-1) as Partial<Begun> | undefined) ?? {};
      for (const kind of fresh) if (!begun.includes(kind)) compensation.settled(kind);
      for (const kind of begun.slice(0, -1)) show(kind);
      return await this.#claimed(begun.at(-1) ?? 'endpoint', Promise.reject(error as Error));
    }
    hostingKinds.forEach(show);
    return { configName: own, modelName: own };
  }

  async #create(rung: HostingRung, step: Step): Promise<Pick<Deployed, 'configName' | 'modelName'>> {
    const { target, key, modelData } = this.#wanted;
    const { published } = this.#parts;
    const at = { target, ...step };

    this.#undoLater('model');
    const model = await this.#claimed(
      'model',
      activities('create', 'Create the model').createModel({ ...at, modelData }),
    );
    published.resource('model', model.name, 'Created');

    this.#undoLater('endpoint config');
    const config = await this.#claimed(
      'endpoint config',
      activities('create', 'Create the endpoint config').createEndpointConfig(at),
    );
    published.resource('endpoint config', config.name, 'Created');

    this.#sentTo = { configName: config.name, modelNames: [model.name] };
    this.#undoLater('endpoint');
    published.spending.endpointStarted(rung, target.hosting.instanceCount, Date.now());
    if (!this.#updates) {
      await this.#claimed(
        'endpoint',
        activities('create', `Create the endpoint on ${rung.instanceType}`).createEndpoint(at),
      );
      published.resource('endpoint', key.name, 'Creating');
    } else {
      this.#moved = true;
      await activities('create', `Move the endpoint to ${rung.instanceType}`)
        .updateEndpoint(at)
        .catch((error: unknown) => {
          if (refusedBeforeIt.has(outcomeOf(error).failure?.type ?? '')) this.#moved = false;
          throw error;
        });
      published.resource('endpoint', key.name, 'Updating');
    }
    return { configName: config.name, modelName: model.name };
  }

  /** Before the thing is begun. @returns whether this is its first try */
  #undoLater(kind: HostingKind): boolean {
    const { target } = this.#wanted;
    const { compensation } = this.#parts;
    switch (kind) {
      case 'model':
        return compensation.before(
          kind,
          () => this.#deleted(activities('cleanUp', 'Delete the model').deleteModel({ target, made: this.#made })),
          'endpoint config',
        );
      case 'endpoint config':
        return compensation.before(
          kind,
          () =>
            this.#deleted(
              activities('cleanUp', 'Delete the endpoint config').deleteEndpointConfig({ target, made: this.#made }),
            ),
          'endpoint',
        );
      case 'endpoint':
        return compensation.before(kind, () => this.#undoAtTheEnd());
    }
  }

  get #updates(): boolean {
    const { target, live, replaced } = this.#wanted;
    return live !== null && (target.hosting.update !== undefined || replaced !== null);
  }

  /** What was neither made nor adopted is somebody else's: it is not undone. */
  #claimed<T>(what: string, creation: Promise<T>): Promise<T> {
    return settlingWhatIsTaken(what, this.#parts.compensation, creation);
  }

  /** Notes what stays since somebody else uses it by now. */
  async #deleted(deletion: Promise<Removed>): Promise<void> {
    for (const sentence of keptIn(await deletion)) this.#parts.published.note(sentence);
  }

  /** An endpoint that was there before the run is nothing to be removed: that it does not return has its own words. */
  async #undoAtTheEnd(): Promise<void> {
    const { key, replaced } = this.#wanted;
    try {
      await this.#undoEndpoint();
    } catch (error) {
      if (!this.#updates || this.#sentTo === null) throw error;
      const standsOn = { name: key.name, region: key.region, ...this.#sentTo };
      throw new NotReturned(standsOn, replaced?.configName ?? null, error);
    }
  }

  async #undoEndpoint(): Promise<void> {
    const { target, key, replaced } = this.#wanted;
    if (replaced === null) {
      const deleted = await activities('cleanUp', 'Delete the endpoint').deleteEndpoint({ target });
      if (this.#updates && removedIn(deleted).length === 0) throw new Error('what it had before is not known any more');
      const kept = keptIn(deleted);
      for (const sentence of kept) this.#parts.published.note(sentence);
      if (kept.length > 0) this.#parts.published.resource('endpoint', key.name, 'Kept');
      return;
    }
    await activities('cleanUp', `Return the endpoint to ${replaced.configName}`).restoreEndpoint({
      target,
      live: replaced,
    });
    this.#parts.published.resource('endpoint', key.name, this.#moved ? 'Restored' : 'Unchanged');
  }

  /** What a try left that did not hold: a failed endpoint keeps its name, a config can't be changed. */
  async #clear(): Promise<void> {
    const attempt = this.#stale;
    if (attempt === null) return;
    const { target } = this.#wanted;
    const { published } = this.#parts;
    await this.#undoEndpoint();
    published.spending.endpointEnded(Date.now());
    await this.#deleted(activities('cleanUp', 'Delete the endpoint config').deleteEndpointConfig({ target, attempt }));
    await this.#deleted(activities('cleanUp', 'Delete the model').deleteModel({ target, attempt }));
    published.undone([]);
    this.#stale = null;
  }
}
