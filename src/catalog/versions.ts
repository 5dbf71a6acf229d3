/** Versions by Python's PEP 440, as far as the catalogue's manifests need it: releases with an optional pre-, post- or dev-part. */

interface Version {
  release: number[];
  /** dev < a < b < rc < release < post; the number within. */
  stage: [number, number];
}

const pattern = /^v?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?(\d*))?$/i;
const stages: Record<string, number> = {
  dev: -4,
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  pre: -1,
  preview: -1,
  post: 1,
  rev: 1,
  r: 1,
};

function parse(text: string): Version | null {
  const match = pattern.exec(text.trim());
  if (match === null) return null;
  const release = (match[1] ?? '').split('.').map(Number);
  const stage = match[2] === undefined ? 0 : (stages[match[2].toLowerCase()] ?? 0);
  return { release, stage: [stage, Number(match[3] || 0)] };
}

/** Negative when `a` is older than `b`. Missing parts count as zero: 2 = 2.0 = 2.0.0. Texts that are no versions compare as strings. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) return a < b ? -1 : a > b ? 1 : 0;
  const length = Math.max(left.release.length, right.release.length);
  for (let index = 0; index < length; index++) {
    const difference = (left.release[index] ?? 0) - (right.release[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.stage[0] - right.stage[0] || left.stage[1] - right.stage[1];
}

const isVersion = (text: string): boolean => parse(text) !== null;

export const newest = (versions: readonly string[]): string | undefined => [...versions].sort(compareVersions).at(-1);

/**
 * The versions that a request means, by the Python SDK's rules: `*` all, `2.*` a plain string prefix, else equality under PEP 440.
 * Returns null for a text that is neither (`latest`, `>=2.0`).
 */
export function matchingVersions(asked: string, versions: readonly string[]): string[] | null {
  if (asked === '*') return [...versions];
  if (asked.endsWith('*')) return versions.filter((version) => version.startsWith(asked.slice(0, -1)));
  if (!isVersion(asked)) return null;
  return versions.filter((version) => compareVersions(version, asked) === 0);
}
