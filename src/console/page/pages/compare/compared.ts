import type { RunView } from '../../../api/index.js';

/** A run beside the others; null: not known. */
export interface Compared {
  readonly run: RunView;
  readonly validation: number | null;
  readonly heldOut: number | null;
  readonly loss: number | null;
  readonly usd: number | null;
  /** What it was trained on; two runs of the same text saw the same rows. */
  readonly data: string | null;
  /** By name, in the order of the model's document. */
  readonly settings: ReadonlyMap<string, string>;
}

export function compared(run: RunView): Compared {
  const last = run.epochs.at(-1);
  const { spending, status, heldOut, plan } = run;
  const training = plan !== null && 'training' in plan ? plan.training : null;
  const files = training?.inputs?.filter(({ what }) => what === 'training data') ?? [];
  return {
    run,
    validation: status?.metrics['validation:accuracy'] ?? last?.valAccuracy ?? null,
    heldOut: heldOut?.accuracy ?? null,
    loss: last?.valLoss ?? null,
    usd: spending === null ? null : spending.training,
    data: files.length === 0 ? (status?.dataset?.uri ?? null) : files.map(({ etag }) => etag).join(' '),
    settings: settingsOf(run),
  };
}

function settingsOf({ plan, request }: RunView): ReadonlyMap<string, string> {
  if (plan === null || !('training' in plan)) return new Map();
  const [rung] = plan.training.rungs;
  const asked = request?.request;
  const from = asked !== undefined && 'from' in asked && typeof asked.from === 'string' ? asked.from : null;
  return new Map<string, string>([
    ['model', `${plan.model.id} ${plan.model.version}`],
    ...(from === null ? [] : ([['from', from]] as const)),
    ...(rung === undefined ? [] : ([['instance type', rung.instanceType]] as const)),
    ...Object.entries(rung?.hyperparameters ?? {}).map(([name, value]) => [name, String(value)] as const),
  ]);
}

/** By which of the scores they are ranked: that of held-out rows where each has one, else that of validation. */
export const rankedBy = (all: readonly Compared[]): 'heldOut' | 'validation' =>
  all.length > 0 && all.every(({ heldOut }) => heldOut !== null) ? 'heldOut' : 'validation';

/** The best first; those without a score last. */
export function ranked(all: readonly Compared[]): readonly Compared[] {
  const score = rankedBy(all);
  return [...all].sort((a, b) => (b[score] ?? -1) - (a[score] ?? -1));
}

/** Were some of them trained on other rows than others, as far as that is known? */
export const onOtherData = (all: readonly Compared[]): boolean =>
  new Set(all.flatMap(({ data }) => data ?? [])).size > 1;

/** Names of settings, `differing`: only those that are not the same in all. */
export function settingNames(all: readonly Compared[], differing: boolean): readonly string[] {
  const names = [...new Set(all.flatMap(({ settings }) => [...settings.keys()]))];
  return names.filter((name) => !differing || new Set(all.map(({ settings }) => settings.get(name))).size > 1);
}
