import { z } from 'zod';
import type { EndpointList, EndpointView } from './endpoints.js';
import type { Health } from './health.js';
import type { ProblemDetails } from './problem.js';
import type { RunList, RunView } from './runs.js';
import type { ScheduleList } from './schedules.js';

/**
 * Query of `GET /api/v1/events`: what is watched, separated by commas: `health`, `runs` (with the filter of the list as further
 * members), `run:ID`, `endpoints`, `endpoint:NAME`, `schedules`.
 */
export const eventsQuery = z.strictObject({
  watch: z.string().min(1).max(4_000),
  phase: z.string().max(20).optional(),
  model: z.string().max(200).optional(),
  endpoint: z.string().max(63).optional(),
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type EventsQuery = z.infer<typeof eventsQuery>;

/**
 * `data` of one event of the stream; the event's name is its `kind`. Each is the whole state of what is watched, never a difference, so a
 * lost one costs nothing. `problem`: this topic can't be told now, what was told before it still stands.
 */
export type Snapshot =
  | { readonly kind: 'health'; readonly data: Health }
  | { readonly kind: 'runs'; readonly data: RunList }
  | { readonly kind: 'run'; readonly id: string; readonly data: RunView }
  | { readonly kind: 'endpoints'; readonly data: EndpointList }
  | { readonly kind: 'endpoint'; readonly id: string; readonly data: EndpointView }
  | { readonly kind: 'schedules'; readonly data: ScheduleList }
  | { readonly kind: 'problem'; readonly topic: string; readonly data: ProblemDetails };
