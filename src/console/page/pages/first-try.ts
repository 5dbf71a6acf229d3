import type { DeployRequest, FineTuneRequest } from '../../../contract/run/requests.js';
import type { RunRequest, RunView, StartRequest } from '../../api/index.js';

/** An endpoint bills until it is deleted: the page's own choice is that it goes after half a day. */
export const defaultHours = 12;
export const defaultTimeToLive = { timeToLiveInSeconds: defaultHours * 3600 };

/** What the first button of the first page starts. */
export const firstTry = (model: string): StartRequest => ({
  type: 'fineTune',
  request: { model: { id: model }, data: 'sample', endpoint: defaultTimeToLive },
});

/** Whoever presses Deploy has decided: no gate asks again. */
export const pretrained = (model: string): StartRequest => ({
  type: 'deploy',
  request: { model: { id: model }, gates: { deployment: 'auto' }, endpoint: defaultTimeToLive },
});

/** What a deployment of its model takes over from a request: in whose name it works, and what was agreed to. */
const carried = [
  'account',
  'budget',
  'output',
  'region',
  'role',
  'smokeTest',
  'tags',
  'tolerateDeprecatedModel',
  'tolerateVulnerableModel',
  'vpc',
] as const;

/** The model that a run has trained or deployed, in a request that says where it shall go. */
export function withModelOf({ run, type, request, model }: RunView): RunRequest {
  const asked: Partial<FineTuneRequest & DeployRequest> = request?.request ?? {};
  const kept = Object.fromEntries(
    carried.flatMap((member) => (asked[member] === undefined ? [] : [[member, asked[member]]])),
  );
  const version = model?.version ?? null;
  return {
    ...kept,
    ...(model !== null && { model: { id: model.id, ...(version !== null && { version }) } }),
    ...(type === 'fineTune' ? { from: run } : asked.artifact !== undefined && { artifact: asked.artifact }),
  };
}

/** The model of a run, made live. */
export const deploymentOf = (run: RunView): StartRequest => ({
  type: 'deploy',
  request: { ...withModelOf(run), gates: { deployment: 'auto' }, endpoint: defaultTimeToLive },
});
