import type { Activities } from '../contract/activities.js';
import { resolve, resolveDeploy } from '../plan/index.js';
import { calling } from './failures.js';
import type { Services } from './services.js';

export const resolveArtifacts =
  (services: Services): Activities['resolveArtifacts'] =>
  async ({ request, run }) => {
    const resolved = await calling('resolve the artifacts', () => resolve(request, services.aws, run));
    return { ...resolved, searchAttributes: await services.registeredSearchAttributes() };
  };

export const resolveDeployment =
  (services: Services): Activities['resolveDeployment'] =>
  async ({ request, run }) => {
    const resolved = await calling('resolve the artifacts', () => resolveDeploy(request, services.aws, run));
    return { ...resolved, searchAttributes: await services.registeredSearchAttributes() };
  };
