import { setTimeout as pause } from 'node:timers/promises';
import type { RunCounts, RunSnapshot } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { EndpointList, EndpointView, Health, RunList, RunsQuery, ScheduleList } from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import { runListView } from '../views/run-list-view.js';
import { lookAtEndpoint } from './endpoint-look.js';
import { EndpointLooks } from './endpoint-looks.js';
import { lookAtHealth } from './health-look.js';
import { Pace } from './pace.js';
import { Topic } from './topic.js';
import { Topics } from './topics.js';

/** Milliseconds between two looks at what is on a screen. */
const every = { run: 1_000, runs: 3_000, counts: 15_000, health: 15_000, local: 3_000, aws: 15_000 };
/** Of lists and counts, ten in any second and five on average: a self-hosted server takes ten. */
const pace = { burst: 5, callsPerSecond: 5 };
/** Calls that counting makes. */
const countingCalls = 4;
/** Milliseconds. */
const longestLook = 5_000;
const runsOnAPage = 50;

/** All that is looked at, once for everybody. */
export class Hub {
  readonly runs: Topics<RunSnapshot>;
  readonly lists: Topics<RunList>;
  readonly health: Topic<Health>;
  readonly endpoints: Topic<EndpointList>;
  readonly endpoint: Topics<EndpointView>;
  readonly schedules: Topic<ScheduleList>;
  readonly #pace = new Pace(pace);
  #counted: { readonly at: number; readonly counts: Promise<RunCounts | null> } | null = null;

  constructor(context: Context, isLocal: boolean) {
    const { tunewright } = context;
    this.runs = new Topics((id) => ({
      look: (before) => orNotFound('run', () => tunewright.run(id).snapshot(before)),
      everyMilliseconds: every.run,
      isFinal: ({ summary, status }) => summary.status !== 'RUNNING' && status !== null,
    }));
    this.lists = new Topics((key) => ({
      look: (before) => this.#list(context, JSON.parse(key) as RunsQuery, { urgent: before === null }),
      everyMilliseconds: every.runs,
    }));
    this.health = new Topic({ look: () => lookAtHealth(context), everyMilliseconds: every.health });
    this.schedules = new Topic({
      look: (before) => this.#schedules(context, { urgent: before === null }),
      everyMilliseconds: every.runs,
    });
    const looks = new EndpointLooks(context);
    const everyMilliseconds = isLocal ? every.local : every.aws;
    this.endpoints = new Topic({ look: () => looks.list(), everyMilliseconds });
    this.endpoint = new Topics((name) => ({ look: () => lookAtEndpoint(context, looks, name), everyMilliseconds }));
  }

  /** The same filter is the same list, whatever the order of its members. */
  list({ phase, model, endpoint, search, limit, cursor }: RunsQuery): Topic<RunList> {
    return this.lists.of(JSON.stringify({ phase, model, endpoint, search, limit, cursor }));
  }

  /** Something was started, decided or deleted: what is on screens is looked at again. */
  changed(): void {
    this.#counted = null;
    this.lists.again();
    this.endpoint.again();
    if (this.endpoints.isWatched) void this.endpoints.again().catch(() => undefined);
  }

  /** Resolves when no look is under way, so that the connections may be closed; waits no longer than a query may last. */
  async settled(): Promise<void> {
    const looks = [this.runs, this.lists, this.health, this.endpoints, this.endpoint, this.schedules].map((topics) =>
      topics.settled(),
    );
    await Promise.race([Promise.all([...looks, this.#counted?.counts]), pause(longestLook, undefined, { ref: false })]);
  }

  async #list(
    { tunewright }: Context,
    { limit = runsOnAPage, cursor, ...filter }: RunsQuery,
    { urgent }: { urgent: boolean },
  ): Promise<RunList> {
    await this.#pace.turn({ urgent });
    const page = await tunewright.listRuns(defined(filter), { limit, cursor: cursor ?? null });
    return runListView(page, await this.#counts(tunewright, urgent));
  }

  /** A list of the server's like that of runs. */
  async #schedules({ tunewright }: Context, { urgent }: { urgent: boolean }): Promise<ScheduleList> {
    await this.#pace.turn({ urgent });
    const schedules: ScheduleList['schedules'] = [];
    for await (const schedule of tunewright.schedules.list()) schedules.push({ ...schedule });
    return { schedules };
  }

  /** Counts are dearer than lists, and may be older. Null where the server can't count. */
  #counts(tunewright: Context['tunewright'], urgent: boolean): Promise<RunCounts | null> {
    if (this.#counted !== null && Date.now() - this.#counted.at < every.counts) return this.#counted.counts;
    const counts = this.#pace
      .turn({ calls: countingCalls, urgent })
      .then(() => tunewright.countRuns().catch(() => null));
    this.#counted = { at: Date.now(), counts };
    return counts;
  }
}
