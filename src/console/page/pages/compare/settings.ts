import type { RunView, ViewRow } from '../../../api/index.js';

interface SettingValue {
  /** Null: the plan is not known; undefined: it has no such setting. */
  readonly row: ViewRow | null | undefined;
  /** Not what the baseline has. */
  readonly deviates: boolean;
}

export interface Setting {
  readonly title: string;
  /** One for each run. */
  readonly values: readonly SettingValue[];
  /** Are any two of those that are known not the same? */
  readonly differs: boolean;
}

/** @param runs the first is the baseline */
export function settingsOf(runs: readonly RunView[]): readonly Setting[] {
  const titles = new Set(runs.flatMap(({ settings }) => settings.map(({ title }) => title)));
  return [...titles].map((title) => {
    const rows = runs.map(({ settings }) =>
      settings.length === 0 ? null : settings.find((setting) => setting.title === title),
    );
    const [baseline = undefined] = rows;
    const isKnown = (row: ViewRow | null | undefined): row is ViewRow | undefined => row !== null;
    return {
      title,
      values: rows.map((row) => ({
        row,
        deviates: isKnown(row) && isKnown(baseline) && contentOf(row) !== contentOf(baseline),
      })),
      differs: new Set(rows.filter(isKnown).map(contentOf)).size > 1,
    };
  });
}

const contentOf = (row: ViewRow | undefined): string => JSON.stringify([row?.text, row?.details]);
