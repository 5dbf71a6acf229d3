import type { CostEstimate, HostingChange, InputFile } from './plan.js';
import type { EpochMetrics, EvaluationResult, LiveEndpoint, Metrics, Prediction, Spending } from './results.js';

/** What somebody who decides at a gate gets to see; small enough for a status and a chat message. */
export interface GateReport {
  model: { id: string; version: string };
  dataset?: { uri: string; rows: number; classes: number; classCounts: number[]; largestClassShare?: number };
  /** Names of the first 20 classes, where they are known. */
  labels?: readonly string[];
  /** What was trained, and nothing else, is deployed: another ETag is refused. */
  artifact?: { uri: string; etag: string };
  /** The files that the run reads, as they were when it was planned. */
  inputs?: InputFile[];
  /** What becomes of the live endpoint, as of the plan. */
  changes?: HostingChange[];
  metrics: Metrics;
  /** The curve's last epochs, at most 5. */
  epochs: EpochMetrics[];
  /** Of the candidate, where it can be asked already. */
  predictions: Prediction[];
  cost: CostEstimate;
  spending?: Spending;
  /** The endpoint that is live under the name that the run deploys to, where there is one. */
  live?: LiveEndpoint;
  /** On the same held-out rows. */
  scores?: { candidate: EvaluationResult; live: EvaluationResult | null };
}

/**
 * Names one state of a report: 16 hexadecimal digits. It tells two reports apart that a person could have before them,
 * and is no signature (FNV-1a, 64 bits; workflows have no cryptography).
 * @param life names an execution that a reset began; it follows after a hyphen, so that a decision counts in one life only
 */
export function digestOf(report: GateReport, life: string | null = null): string {
  const digest = hashOf(report);
  return life === null ? digest : `${digest}-${life}`;
}

/** The two parts of a digest: of which report, and in which life of the run (null: the one that its start began). */
export function partsOf(digest: string): { report: string; life: string | null } {
  const [report = '', ...life] = digest.split('-');
  return { report, life: life.length === 0 ? null : life.join('-') };
}

function hashOf(report: GateReport): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of JSON.stringify({ ...report, spending: undefined })) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
