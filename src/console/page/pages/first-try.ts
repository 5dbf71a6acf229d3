import type { StartRequest } from '../../api/index.js';

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

/** The model that a run has trained, made live. */
export const deploymentOf = (run: string): StartRequest => ({
  type: 'deploy',
  request: { from: run, gates: { deployment: 'auto' }, endpoint: defaultTimeToLive },
});
