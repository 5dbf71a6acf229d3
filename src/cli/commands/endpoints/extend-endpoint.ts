import { userInfo } from 'node:os';
import { Aws, Endpoint, InvalidInputError, listEndpoints, UnreachableError } from '../../../client/index.js';
import type { EndpointStatus } from '../../../contract/endpoint-workflow.js';
import { endpointRows, lifeText } from '../../../view/endpoint-rows.js';
import { labelsText } from '../../../view/labels.js';
import type { EndpointOptions } from './endpoints.js';
import { print, printJson, say } from '../../output.js';
import { regionOf } from '../../region.js';
import { rowLines } from '../../rows.js';
import { withTunewright } from '../../with-tunewright.js';

/** What AWS and the endpoint's own workflow say of it. */
export async function show(name: string, options: EndpointOptions): Promise<void> {
  const region = await regionOf(options.region);
  const aws = new Aws();
  const listed = (await listEndpoints(aws, region)).find((endpoint) => endpoint.name === name);
  const keeper = await withTunewright((tunewright) => tunewright.endpoint(name, region).status());
  if (listed === undefined && keeper === null) {
    const message = `"${name}" does not exist in ${region}; list them with: tunewright endpoints list`;
    throw new InvalidInputError([{ field: 'endpoint', message }]);
  }
  const labels = listed === undefined ? null : await aws.labelsOfEndpoint(name, region);
  const document = {
    name,
    region,
    status: listed?.status ?? null,
    createdAt: listed?.createdAt ?? null,
    labels,
    keeper,
  };
  if (options.json === true) return printJson(document);
  print(
    `${name} (${region}): ${listed?.status ?? 'not there'}${listed === undefined ? '' : `, since ${listed.createdAt}`}`,
  );
  if (labels !== null) print(`  labels: ${labelsText(labels)}`);
  if (keeper === null) print('nothing keeps it: it stays until somebody deletes it');
  else workflowLines(keeper).forEach((line) => print(line));
}

export interface ExtendOptions extends EndpointOptions {
  /** Seconds. */
  for?: number;
  forever?: true;
}

/** Sets the time to live anew, from now on. */
export async function extend(name: string, options: ExtendOptions): Promise<void> {
  const timeToLive = options.forever === true ? null : options.for;
  if (timeToLive === undefined) {
    throw new InvalidInputError([{ field: '--for', message: 'is missing; say how long it stays, or --forever' }]);
  }
  const region = await regionOf(options.region);
  const status = await withTunewright((tunewright) =>
    tunewright.endpoint(name, region).extend(timeToLive, userInfo().username),
  );
  if (options.json === true) printJson(status);
  else print(`${name} ${lifeText(status)}`);
}

export async function remove(name: string, options: EndpointOptions): Promise<void> {
  const region = await regionOf(options.region);
  const deleted: string[] = [];
  const steps = (step: string): void => {
    deleted.push(step);
    say(`deleting ${step}`);
  };
  await withEndpoint(name, region, (endpoint) => endpoint.delete(steps, userInfo().username, { onKept: say }));
  if (options.json === true) printJson({ endpoint: name, deleted });
  else print(`${name} is gone`);
}

/** An endpoint costs money: it can be deleted although there is no Temporal server. Its workflow notices. */
async function withEndpoint(name: string, region: string, use: (endpoint: Endpoint) => Promise<void>): Promise<void> {
  try {
    await withTunewright((tunewright) => use(tunewright.endpoint(name, region)));
  } catch (error) {
    if (!(error instanceof UnreachableError) || error.service !== 'Temporal') throw error;
    say(`warning: its workflow can't be asked, so it is deleted directly: ${error.message}`);
    await use(new Endpoint(new Aws(), name, region));
  }
}

const workflowLines = (status: EndpointStatus): string[] => [
  `  ${status.phase}`,
  ...rowLines(endpointRows(status)),
  ...status.notes.map((note) => `  note: ${note}`),
];
