import { errorText } from '../contract/text/error-text.js';
import { sweep } from '../client/sweep-region.js';
import type { TemporalAccess } from '../client/temporal.js';
import type { Finding } from './finding.js';
import { ok, unknown, warning } from './finding.js';

const patience = 60_000;

/** How much runs left in the region, as a sweep that deletes nothing tells it. */
export async function leftoversFinding(access: TemporalAccess, region: string): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, patience, null)));
  try {
    const found = await Promise.race([sweep(access, { region }), late]);
    if (found === null) return unknown('leftovers', 'the sweep took longer than a minute', `tunewright sweep`);
    const { leftovers, examined } = found;
    if (leftovers.length === 0) return ok('leftovers', `none among ${examined} resources in ${region}`);
    const text = `${leftovers.length} of ${examined} resources in ${region} are wanted by no run, and may cost money`;
    return warning('leftovers', text, `tunewright sweep --region ${region}, then with --delete`);
  } catch (error) {
    return unknown('leftovers', `the sweep failed: ${errorText(error)}`, 'tunewright sweep');
  } finally {
    clearTimeout(timer);
  }
}
