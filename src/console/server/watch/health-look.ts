import { isServerAway } from '../../../client/server-away.js';
import { searchAttributeNames } from '../../../contract/search-attributes.js';
import type { Check, Health } from '../../api/index.js';
import type { Context } from '../context.js';

type Looked<T> = { readonly value: T } | { readonly reason: string };

async function looked<T>(ask: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { reason: isServerAway(error) ? `nobody answers (${reason})` : reason };
  }
}

/** What a run needs, each thing with what to do where it is not there. */
export async function lookAtHealth({ tunewright, options, region }: Context): Promise<Health> {
  const { aws, address, namespace } = tunewright;
  const [workers, attributes, where] = await Promise.all([
    looked(() => tunewright.workersPolling()),
    looked(() => tunewright.registeredSearchAttributes()),
    looked(region),
  ]);
  const identity = 'value' in where ? await looked(() => aws.identity(where.value)) : where;
  const models =
    'value' in where ? await looked(async () => (await (await aws.catalog(where.value)).list()).length) : where;
  const pollers = 'value' in workers ? workers.value : 0;
  const missing = 'value' in attributes ? searchAttributeNames.filter((name) => !attributes.value.includes(name)) : [];
  const checks: Check[] = [
    check(
      'temporal',
      workers,
      () => `${address}, namespace ${namespace}`,
      'start it (tunewright up) or set TEMPORAL_ADDRESS',
    ),
    'value' in workers && pollers === 0
      ? { name: 'worker', state: 'failed', text: 'no worker polls', remedy: 'start one with: tunewright worker' }
      : check('worker', workers, () => `${pollers} polling`, 'start Temporal first'),
    missing.length > 0
      ? {
          name: 'searchAttributes',
          state: 'warning',
          text: `missing: ${missing.join(', ')}; runs can't be found by them`,
          remedy: 'register them with: tunewright setup',
        }
      : check('searchAttributes', attributes, () => 'all are registered', 'register them with: tunewright setup'),
    check('region', where, (name) => name, 'set AWS_REGION where the console is started'),
    check(
      'account',
      identity,
      ({ account, local }) => (local ? `${account}, the local stand-in` : account),
      'check the credentials of the console, or start the local SageMaker (tunewright local)',
    ),
    check(
      'catalog',
      models,
      (count) => `${count} text classifiers`,
      'check the network and the right to read the JumpStart bucket',
    ),
  ];
  return {
    temporal: { address, namespace, answers: 'value' in workers },
    worker: pollers > 0,
    pollers,
    region: 'value' in where ? where.value : null,
    account: 'value' in identity ? identity.value.account : null,
    standIn: 'value' in identity && identity.value.local,
    version: options.version,
    ui: options.ui ?? null,
    checks,
  };
}

function check<T>(name: Check['name'], found: Looked<T>, text: (value: T) => string, remedy: string): Check {
  if ('value' in found) return { name, state: 'ok', text: text(found.value), remedy: null };
  return { name, state: 'failed', text: found.reason, remedy };
}
