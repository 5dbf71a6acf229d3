import { readFileSync } from 'node:fs';

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}

const { panels } = JSON.parse(
  readFileSync(new URL('../../../deploy/grafana/tunewright.json', import.meta.url), 'utf8'),
) as Dashboard;

/** Names of the metrics that the dashboard's queries ask for, each once. */
export const dashboardMetrics: readonly string[] = [
  ...new Set(
    panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\b(?:tunewright|temporal)_\w+/g) ?? [])),
  ),
];

/** Names that a page of Prometheus's format has samples of. */
export const metricsIn = (page: string): Set<string> =>
  new Set([...page.matchAll(/^([a-z]\w*)(?:\{.*\})? [-+\d.eE]+(?:Inf|NaN)?$/gm)].map(([, name = '']) => name));
