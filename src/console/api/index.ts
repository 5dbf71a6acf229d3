/** The contract of the console's HTTP API. The page imports types of it only: the schema library stays on the server. */
export * from './data.js';
export * from './endpoints.js';
export * from './events.js';
export * from './health.js';
export * from './models.js';
export * from './plans.js';
export * from './problem.js';
export * from './runs.js';
export * from './schedules.js';
export * from './session.js';
export * from './shared.js';
export * from './sweeps.js';
