import { errorText } from '../contract/text/error-text.js';
import type { Connection } from '@temporalio/client';
import { presentSearchAttributes } from '../client/search-attributes.js';
import type { ConnectOptions } from '../client/connect-options.js';
import type { TemporalAccess } from '../client/temporal.js';
import { connectTemporal } from '../client/temporal.js';
import type { Poller } from '../client/workers.js';
import { pollersOf } from '../client/workers.js';
import { searchAttributeNames } from '../contract/search-attributes.js';
import type { Finding } from './finding.js';
import { fault, ok, unknown, warning } from './finding.js';

/** What was found of Temporal, and the way to it where there is one. The caller closes it. */
export interface TemporalFound {
  readonly findings: readonly Finding[];
  readonly access: TemporalAccess | null;
  /** Is there a worker that would do what it is asked to? */
  readonly worked: boolean;
}

const deadlineMilliseconds = 10_000;

/** Is Temporal there, with the namespace, the search attributes and a worker? */
export async function temporalFindings(options: ConnectOptions): Promise<TemporalFound> {
  let access: TemporalAccess;
  try {
    access = await connectTemporal(options);
  } catch (error) {
    const mend = 'start one with tunewright up, or set TEMPORAL_ADDRESS, TEMPORAL_TLS and TEMPORAL_API_KEY';
    return { findings: [fault('temporal', errorText(error), mend)], access: null, worked: false };
  }
  const server = await serverFinding(access);
  const namespace = await namespaceFinding(access);
  const findings = [server, namespace];
  if (namespace.state === 'fault') return { findings, access, worked: false };
  const worker = await workerFinding(access);
  return {
    findings: [...findings, await attributesFinding(access), worker],
    access,
    worked: worker.state === 'ok',
  };
}

const within = <T>({ client }: TemporalAccess, ask: () => Promise<T>): Promise<T> =>
  client.connection.withDeadline(Date.now() + deadlineMilliseconds, ask);

async function serverFinding(access: TemporalAccess): Promise<Finding> {
  try {
    const { serverVersion } = await within(access, () => access.client.workflowService.getSystemInfo({}));
    return ok('temporal', `server ${serverVersion} at ${access.address}`);
  } catch (error) {
    return unknown('temporal', `the server at ${access.address} does not tell its version (${errorText(error)})`);
  }
}

const notFound = 5;

async function namespaceFinding(access: TemporalAccess): Promise<Finding> {
  const { namespace, client } = access;
  try {
    const { config } = await within(access, () => client.workflowService.describeNamespace({ namespace }));
    const days = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400;
    return ok('namespace', `${namespace} keeps ended runs for ${days} days`);
  } catch (error) {
    if ((error as { code?: number }).code === notFound) {
      const mend = `temporal operator namespace create -n ${namespace} --retention 30d, or set TEMPORAL_NAMESPACE`;
      return fault('namespace', `there is no namespace ${namespace}`, mend);
    }
    return unknown('namespace', `${namespace} can't be looked at (${errorText(error)})`);
  }
}

async function attributesFinding(access: TemporalAccess): Promise<Finding> {
  const { namespace, client } = access;
  try {
    const present = await within(access, () => presentSearchAttributes(client.connection as Connection, namespace));
    const lacking = searchAttributeNames.filter((name) => !present.includes(name));
    if (lacking.length === 0) return ok('search attributes', `namespace ${namespace} has all ${present.length}`);
    const text = `namespace ${namespace} lacks ${lacking.join(', ')}: runs can't be filtered by them`;
    return warning('search attributes', text, 'tunewright setup, then start the workers anew');
  } catch (error) {
    return unknown('search attributes', errorText(error), `register ${searchAttributeNames.join(', ')} as Keyword`);
  }
}

async function workerFinding(access: TemporalAccess): Promise<Finding> {
  const { taskQueue, namespace } = access;
  try {
    const pollers = await within(access, () => pollersOf(access));
    if (pollers.length > 0) {
      const names = pollers.map(({ identity }) => identity).join(', ');
      const waits = await unheard(access, pollers);
      return waits ?? ok('worker', `${pollers.length} on the queue ${taskQueue}: ${names}`);
    }
    const text = `nobody polls the task queue ${taskQueue} of namespace ${namespace}: runs start, and wait`;
    return fault('worker', text, 'tunewright worker, or set TUNEWRIGHT_TASK_QUEUE to the queue of your workers');
  } catch (error) {
    return unknown('worker', `the task queue ${taskQueue} can't be looked at (${errorText(error)})`);
  }
}

/** Workers with a version get no work until a version of their deployment is current, and nothing else tells of it. */
async function unheard(access: TemporalAccess, pollers: readonly Poller[]): Promise<Finding | null> {
  const { client, namespace } = access;
  const versions = pollers.flatMap(({ version }) => version ?? []);
  const [first] = versions;
  if (first === undefined) return null;
  const { deploymentName } = first;
  const { workerDeploymentInfo } = await within(access, () =>
    client.workflowService.describeWorkerDeployment({ namespace, deploymentName }),
  );
  const current = workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
  if (versions.some(({ buildId }) => buildId === current)) return null;
  const mend = `temporal worker deployment set-current-version --deployment-name ${deploymentName} --build-id ${first.buildId}`;
  const text = current
    ? `the current version of the deployment ${deploymentName} is ${current}, and no worker of it polls: runs wait`
    : `no version of the deployment ${deploymentName} is current: runs wait`;
  return fault('worker', text, mend);
}
