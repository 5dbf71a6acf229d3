import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { GateName, GateOptions, GateRule, HostingRequest } from '../../contract/run/requests.js';
import { gateNames } from '../../contract/run/requests.js';
import { givenTwice, integer, seconds, splitPair } from './parsers.js';
import { defined } from '../../contract/defined.js';
import { group } from './group.js';

/** What was said of each gate, over all options. */
type PerGate<T> = Partial<Record<GateName, T>>;

export interface GateCommandOptions {
  gate?: PerGate<GateRule>;
  gateDeadline?: number;
  approver?: PerGate<string[]>;
  quorum?: PerGate<number>;
  remind?: PerGate<number>;
  notify?: PerGate<string>;
  escalate?: PerGate<Pick<GateOptions, 'escalateTo' | 'escalateAfterInSeconds'>>;
  onDeadline?: PerGate<string>;
}

export function addGateOptions(command: Command): Command {
  return command
    .option(
      '--gate <gate=rule>',
      `auto, manual, better-than-live, or a rule such as validation:accuracy>=0.9; gates: ${gateNames.join(', ')}`,
      perGate('deployment=manual', String),
    )
    .option('--gate-deadline <time>', 'a manual gate decides by itself after this time (default: 7d)', seconds)
    .option(
      '--approver <gate=name,…>',
      'only these may decide; repeatable',
      perGate<string[]>('deployment=ana,ben', (names, before = []) => [...before, ...names.split(',')], true),
    )
    .option('--quorum <gate=count>', 'approvals needed, from different people', perGate('deployment=2', integer))
    .option('--remind <gate=time>', 'time between reminders', perGate('deployment=12h', seconds))
    .option('--notify <gate=webhook>', 'webhook of the worker that is told', perGate('deployment=team', String))
    .option(
      '--escalate <gate=webhook:time>',
      'another webhook of the worker that is told after that time',
      perGate('deployment=managers:2d', escalation),
    )
    .option(
      '--on-deadline <gate=decision>',
      'approve or reject at the deadline (default: reject)',
      perGate('traffic=approve', String),
    );
}

/** The gates of a request: a rule alone stays a rule. */
export function gatesOf(options: GateCommandOptions): HostingRequest['gates'] {
  return group(Object.fromEntries(gateNames.map((name) => [name, gateOf(name, options)])));
}

function gateOf(name: GateName, options: GateCommandOptions): GateRule | GateOptions | undefined {
  const rule = options.gate?.[name];
  const process = group({
    approvers: options.approver?.[name],
    quorum: options.quorum?.[name],
    remindEveryInSeconds: options.remind?.[name],
    notify: options.notify?.[name],
    // Whether it is one of the two, the request's own check says, together with everything else.
    onDeadline: options.onDeadline?.[name] as GateOptions['onDeadline'],
    ...options.escalate?.[name],
  });
  return process === undefined ? rule : { ...defined({ rule }), ...process };
}

/** `GATE=VALUE`, once for each gate unless it is repeatable; `read` makes the value, from what the gate has already. */
function perGate<T>(example: string, read: (value: string, before?: T) => T, repeatable = false) {
  return (argument: string, before: PerGate<T> = {}): PerGate<T> => {
    const [name, value] = splitPair(argument, example);
    if (!isGate(name)) {
      throw new InvalidArgumentError(`there is no gate "${name}"; gates are ${gateNames.join(', ')}.`);
    }
    if (before[name] !== undefined && !repeatable) throw givenTwice(name);
    return { ...before, [name]: read(value, before[name]) };
  };
}

const isGate = (name: string): name is GateName => (gateNames as readonly string[]).includes(name);

function escalation(value: string): Pick<GateOptions, 'escalateTo' | 'escalateAfterInSeconds'> {
  const at = value.lastIndexOf(':');
  if (at < 1) throw new InvalidArgumentError('write GATE=WEBHOOK:TIME, such as deployment=managers:2d.');
  return { escalateTo: value.slice(0, at), escalateAfterInSeconds: seconds(value.slice(at + 1)) };
}
