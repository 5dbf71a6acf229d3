import { createRequire } from 'node:module';
import type { WorkflowHandle } from '@temporalio/client';

/**
 * Histories in the JSON that Temporal's own tools write and read. The SDK's functions for it hand a type of one copy of
 * protobufjs to another copy, which refuses it, wherever npm could not put a single copy for all of its packages. Here
 * both are the copy of `@temporalio/proto`.
 */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

export interface HistoryJson {
  events: HistoryEventJson[];
}

interface HistoryEventJson {
  eventId: string;
  eventType: string;
  activityTaskScheduledEventAttributes?: { activityType: { name: string } };
}

interface ProtoJson {
  toJson: (type: unknown, message: unknown) => unknown;
  fromJson: (type: unknown, json: unknown, options: { ignoreUnknownFields: boolean }) => unknown;
}

interface HistoryType {
  fromObject(history: unknown): unknown;
}

const requireHere = createRequire(import.meta.url);
const requireFromSdk = createRequire(requireHere.resolve('@temporalio/common'));
const requireFromProto = createRequire(requireFromSdk.resolve('@temporalio/proto'));
const proto = requireFromSdk('@temporalio/proto') as { lookupType(name: string): HistoryType };
const { toJson, fromJson } = requireFromProto('protobufjs/ext/protojson') as ProtoJson;
const historyType = proto.lookupType('temporal.api.history.v1.History');

export const historyToJson = (history: History): unknown => toJson(historyType, historyType.fromObject(history));

export const historyFromJson = (json: HistoryJson): History =>
  fromJson(historyType, json, { ignoreUnknownFields: true }) as History;
