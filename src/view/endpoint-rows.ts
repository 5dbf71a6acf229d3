import type { EndpointStatus } from '../contract/endpoint-workflow.js';
import { metricRows } from './figures.js';
import type { Row } from './row.js';
import { row } from './row.js';

/** A live endpoint, as its workflow knows it. */
export function endpointRows(status: EndpointStatus): Row[] {
  const { name, region, live, lastGood, holder, waiting } = status;
  return [
    row('endpoint', `${name} in ${region}`, { name }),
    row('life', lifeText(status)),
    live === null
      ? row('config', 'nothing live')
      : row('config', [live.configName, ...live.modelNames.map((model) => `model ${model}`)].join(', '), {
          name: live.configName,
        }),
    ...(lastGood === null || lastGood.configName === live?.configName
      ? []
      : [row('last good', lastGood.configName, { name: lastGood.configName })]),
    holder === null ? row('changed by', 'nobody at the moment') : row('changed by', holder, { name: holder }),
    ...(waiting.length === 0 ? [] : [row('waiting', waiting.join(', '))]),
    ...metricRows(live?.metrics ?? {}),
  ];
}

export const lifeText = ({ expiresAt }: Pick<EndpointStatus, 'expiresAt'>): string =>
  expiresAt === null ? 'stays until somebody deletes it' : `is deleted at ${expiresAt}`;
