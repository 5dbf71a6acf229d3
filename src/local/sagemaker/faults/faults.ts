import { randomUUID } from 'node:crypto';
import type { FaultRule, FaultRuleOf, Service, Usage, WireFaultRule } from './fault-rule.js';

/** A rule in force. */
interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  /** How often something matched, and how often the fault was made. */
  seen: number;
  fired: number;
  /** When the last requests were let through, in milliseconds: what a rate is counted by. */
  passed: number[];
}

/** A rule for things that happen; a quota only stands there. */
type ChanceRule = Exclude<FaultRule, { fault: 'quota' }>;

export interface NewTrainingJob {
  readonly name: string;
  readonly instanceType: string | undefined;
  readonly isSpot: boolean;
}

/** A fleet that is asked for. `name` is the endpoint's, or that of the config. */
export interface NewFleet {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  /** Its deployment names alarms to roll back at. */
  readonly hasAlarms?: boolean;
}

const onlyOfSpot: readonly FaultRuleOf<'training'>['outcome'][] = ['spot interruption', 'MaxWaitTimeExceeded'];

export type ListedFault = FaultRule & { readonly id: string; readonly fired: number };

/** The faults that this server makes on demand; kept in memory only. The first rule that fires counts. */
export class Faults {
  #entries: Entry[] = [];
  readonly #random: () => number;

  constructor(rules: readonly FaultRule[] = [], random: () => number = Math.random) {
    this.#random = random;
    for (const rule of rules) this.add(rule);
  }

  add(rule: FaultRule): ListedFault {
    const entry: Entry = { id: randomUUID(), rule, seen: 0, fired: 0, passed: [] };
    this.#entries.push(entry);
    return listed(entry);
  }

  list(): ListedFault[] {
    return this.#entries.map(listed);
  }

  /** One rule, or all of them. @returns how many there were */
  remove(id?: string): number {
    const kept = id === undefined ? [] : this.#entries.filter((entry) => entry.id !== id);
    const removed = this.#entries.length - kept.length;
    this.#entries = kept;
    return removed;
  }

  /** What shall happen to a request. */
  onRequest(service: Service, operation: string, now = Date.now()): WireFaultRule | undefined {
    return this.#first((rule): rule is WireFaultRule => {
      if (rule.fault === 'training' || rule.fault === 'endpoint' || rule.fault === 'quota') return false;
      return (rule.service ?? service) === service && (rule.operation ?? operation) === operation;
    }, now);
  }

  /** How a new training job shall go; only managed spot training can be interrupted, or wait too long. */
  onTraining({ name, instanceType, isSpot }: NewTrainingJob): FaultRuleOf<'training'> | undefined {
    return this.#first(
      (rule): rule is FaultRuleOf<'training'> =>
        rule.fault === 'training' &&
        isFor(rule, name, [instanceType]) &&
        (rule.spot ?? isSpot) === isSpot &&
        (isSpot || !onlyOfSpot.includes(rule.outcome)),
    );
  }

  /** How the creation or the update of an endpoint or a config shall go; an alarm needs one that is being watched. */
  onEndpoint(
    on: FaultRuleOf<'endpoint'>['on'],
    { name, instanceTypes, hasAlarms }: NewFleet,
  ): FaultRuleOf<'endpoint'> | undefined {
    return this.#first(
      (rule): rule is FaultRuleOf<'endpoint'> =>
        rule.fault === 'endpoint' &&
        rule.on === on &&
        isFor(rule, name, instanceTypes) &&
        (hasAlarms || rule.outcome !== 'alarm'),
    );
  }

  /** The quota that was set last, if any. */
  quota(instanceType: string, usage: Usage): number | undefined {
    const quotas = this.#entries.map(({ rule }) => rule).filter((rule) => rule.fault === 'quota');
    return quotas.findLast((rule) => rule.instanceType === instanceType && rule.usage === usage)?.value;
  }

  #first<Rule extends ChanceRule>(matches: (rule: FaultRule) => rule is Rule, now = Date.now()): Rule | undefined {
    for (const entry of this.#entries) {
      if (matches(entry.rule) && this.#fires(entry, entry.rule, now)) return entry.rule;
    }
    return undefined;
  }

  #fires(entry: Entry, rule: ChanceRule, now: number): boolean {
    const { skip = 0, times = Infinity, probability = 1 } = rule;
    entry.seen += 1;
    if (entry.seen <= skip || entry.fired >= times || this.#random() >= probability) return false;
    if (rule.fault === 'throttle' && isWithinRate(entry, rule.perSecond, now)) return false;
    entry.fired += 1;
    return true;
  }
}

/** A rate below one lets a request through every 1 / rate seconds. */
function isWithinRate(entry: Entry, perSecond: number, now: number): boolean {
  if (perSecond === 0) return false;
  const windowMilliseconds = 1000 * Math.max(1, 1 / perSecond);
  entry.passed = entry.passed.filter((at) => now - at < windowMilliseconds);
  if (entry.passed.length >= Math.max(1, perSecond)) return false;
  entry.passed.push(now);
  return true;
}

function isFor(
  rule: { readonly name?: string | undefined; readonly instanceType?: string | undefined },
  name: string,
  instanceTypes: readonly (string | undefined)[],
): boolean {
  const { name: prefix = '', instanceType } = rule;
  return name.startsWith(prefix) && (instanceType === undefined || instanceTypes.includes(instanceType));
}

function listed({ id, rule, fired }: Entry): ListedFault {
  return { ...rule, id, fired };
}
