import type { AwsClients } from './clients.js';
import { classify } from './errors.js';
import { readTags } from './resources/index.js';
import { sageMaker } from './sagemaker.js';

/** Milliseconds: long enough for hundreds of runs that are planned together to ask once, too short for a mended policy to go unnoticed. */
const validFor = 60_000;
/** Milliseconds: a plan does not wait for a warning any longer. */
const patience = 20_000;

/** Whether the credentials in use may read tags, asked for once a minute in each region. */
export class TagsRight {
  readonly #known = new Map<string, { until: number; held: Promise<boolean> }>();

  /** @param arn of a resource that need not be there: the right is looked at before it is. @returns true also where nobody can tell */
  of(clients: AwsClients, arn: string): Promise<boolean> {
    const known = this.#known.get(clients.region);
    if (known !== undefined && Date.now() < known.until) return known.held;
    const held = isHeld(clients, arn);
    this.#known.set(clients.region, { until: Date.now() + validFor, held });
    return held;
  }
}

async function isHeld(clients: AwsClients, arn: string): Promise<boolean> {
  try {
    await readTags(sageMaker(clients, AbortSignal.timeout(patience), true), arn);
    return true;
  } catch (error) {
    return classify(error).type !== 'AccessDenied';
  }
}
