import type { AwsClients } from './clients.js';
import { labelsOfEndpoint } from './artifact-labels.js';

/** Milliseconds: long enough for thousands of predictions to ask once, too short for an update to show the old names for long. */
const validFor = 60_000;
/** Endpoints; whoever asks more of them asks some again. */
const most = 1_000;

/** Names of the classes by endpoint, asked for once a minute. What can't be found out counts as no names: nothing depends on them. */
export class LabelNameCache {
  readonly #known = new Map<string, { until: number; labels: Promise<readonly string[] | null> }>();

  of(clients: AwsClients, endpoint: string): Promise<readonly string[] | null> {
    const key = `${clients.region} ${endpoint}`;
    const known = this.#known.get(key);
    if (known !== undefined && Date.now() < known.until) return known.labels;
    const labels = labelsOfEndpoint(clients, endpoint).catch(() => null);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(key, { until: Date.now() + validFor, labels });
    return labels;
  }
}
