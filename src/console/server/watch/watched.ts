import { InvalidInputError } from '../../../client/index.js';
import type { EventsQuery, RunsQuery, Snapshot } from '../../api/index.js';
import { problemOf } from '../errors/problem-of.js';
import type { Hub } from './hub.js';
import type { Told, Topic } from './topic.js';
import type { RunSnapshot } from '../../../client/index.js';

const mostTopics = 20;

/** How the state of a run is told to the one who listens: what they may do is part of it. */
type ToRunView = (snapshot: RunSnapshot) => Extract<Snapshot, { kind: 'run' }>['data'];

interface Listener {
  readonly send: (topic: string, snapshot: Snapshot) => void;
  readonly runView: ToRunView;
}

type Watch = (listener: Listener) => () => void;

/** What `?watch=` names, each to be watched; the topics in the order in which they were named. @throws InvalidInputError */
export function watched(hub: Hub, { watch, ...filter }: EventsQuery): readonly Watch[] {
  const topics = [...new Set(watch.split(',').map((topic) => topic.trim()))].filter((topic) => topic !== '');
  if (topics.length > mostTopics) throw wrong(`has ${topics.length} topics; at most ${mostTopics}`);
  return topics.map((topic) => watchOf(hub, topic, filter as RunsQuery));
}

function watchOf(hub: Hub, topic: string, filter: RunsQuery): Watch {
  const [kind, ...rest] = topic.split(':');
  const id = rest.join(':');
  const named = (make: () => Watch): Watch => {
    if (id === '') throw wrong(`"${topic}" names nothing; say ${kind}:ID`);
    return make();
  };
  switch (kind) {
    case 'health':
      return relay(hub.health, topic, (data) => ({ kind, data }));
    case 'runs':
      return relay(hub.list(filter), topic, (data) => ({ kind, data }));
    case 'endpoints':
      return relay(hub.endpoints, topic, (data) => ({ kind, data }));
    case 'schedules':
      return relay(hub.schedules, topic, (data) => ({ kind, data }));
    case 'run':
      return named(() => relay(hub.runs.of(id), topic, (data, { runView }) => ({ kind, id, data: runView(data) })));
    case 'endpoint':
      return named(() => relay(hub.endpoint.of(id), topic, (data) => ({ kind, id, data })));
    default:
      throw wrong(`"${topic}" is not known; watch health, runs, run:ID, endpoints, endpoint:NAME or schedules`);
  }
}

const relay =
  <T>(topic: Topic<T>, name: string, snapshot: (value: T, listener: Listener) => Snapshot): Watch =>
  (listener) =>
    topic.watch((told: Told<T>) => {
      const event: Snapshot =
        'value' in told
          ? snapshot(told.value, listener)
          : { kind: 'problem', topic: name, data: problemOf(told.error) };
      listener.send(name, event);
    });

const wrong = (message: string): InvalidInputError => new InvalidInputError([{ field: 'watch', message }]);
