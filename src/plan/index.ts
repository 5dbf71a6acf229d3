export type * from './bodies.js';
export { decide, defaultBucket } from './decide.js';
export type { DecisionInput } from './decide.js';
export { hostingNames, hostingRequests } from './hosting.js';
export type { HostingRequests } from './hosting.js';
export { decideResolved, prepare, resolve } from './prepare.js';
export type { PlanningServices, Identity } from './prepare.js';
export { modelArtifactUri, trainingRequest } from './training.js';
