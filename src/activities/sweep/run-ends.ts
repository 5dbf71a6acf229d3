import { tagValue } from '../../plan/index.js';
import { hasEnded } from '../../temporal/run-state.js';
import { askingTemporal, runState } from '../run-state.js';
import type { Services } from '../services.js';
import type { RunEnd } from './leftovers.js';

/** How runs stand, asked once each. */
export class RunEnds {
  readonly #temporal: Services['temporal'];
  readonly #known = new Map<string, RunEnd>();
  #byTag: Promise<Map<string, string>> | undefined;

  constructor({ temporal }: Services) {
    this.#temporal = temporal;
  }

  /** Of a run that Temporal can't be asked about here. */
  goesOn(owner: string): void {
    this.#known.set(owner, 'running');
  }

  /** @param owners as `ownerOf` gives them */
  async of(owners: Iterable<string>): Promise<ReadonlyMap<string, RunEnd>> {
    for (const owner of owners) if (!this.#known.has(owner)) this.#known.set(owner, await this.#endOf(owner));
    return this.#known;
  }

  async #endOf(owner: string): Promise<RunEnd> {
    const [tag = '', execution] = owner.split('\n');
    const exact = await runState(this.#temporal, tag, execution);
    const state = exact ?? (mayBeAnotherId(tag) ? await this.#stateByTag(tag) : null);
    if (!hasEnded(state)) return 'running';
    if (state === 'COMPLETED') return 'completed';
    return { because: state === null ? 'Temporal knows no run of that id' : `its run has ended as ${state}` };
  }

  /** The newest state of a run whose id has characters that a tag can't hold. */
  async #stateByTag(tag: string): Promise<string | null> {
    this.#byTag ??= askingTemporal('list the runs', async () => {
      const states = new Map<string, string>();
      for await (const { workflowId, status } of this.#temporal.workflow.list()) {
        const key = tagValue(workflowId);
        const known = states.get(key);
        if (known === undefined || hasEnded(known))
          states.set(key, hasEnded(status.name) ? (known ?? status.name) : status.name);
      }
      return states;
    });
    return (await this.#byTag).get(tag) ?? null;
  }
}

/** A tag's value is the workflow id with other characters replaced by `_`, cut at 256. */
const mayBeAnotherId = (tag: string): boolean => tag.includes('_') || tag.length >= 256;
