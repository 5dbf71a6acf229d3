import { createContext, Script } from 'node:vm';
import { nowInSeconds } from '../../../wire/clock.js';
import { validationException } from '../resources/validation-exception.js';
import type { MetricData, MetricDefinition } from './training-job.js';

interface CompiledMetric {
  readonly name: string;
  readonly regex: RegExp;
}

/** Milliseconds that the patterns of a job may take for a line. */
const longestMatchMilliseconds = 100;
/** Milliseconds that all lines of a job may take together; such as are matched within one, as it should be, do not count. */
const longestTogetherMilliseconds = 2000;
/** Characters of a line that are looked at. */
const longestLine = 8192;

/** @throws ServiceError ValidationException for a text that is no regular expression */
export function compileMetrics(definitions: readonly MetricDefinition[]): CompiledMetric[] {
  return definitions.map(({ Name, Regex }) => {
    try {
      return { name: Name, regex: new RegExp(Regex) };
    } catch {
      throw validationException(`The regular expression of metric "${Name}" is not valid: ${Regex}`);
    }
  });
}

/** Reads the metrics of a job out of its lines of output: of each name the last value counts. */
export class TrainingMetrics {
  #compiled: readonly CompiledMetric[];
  readonly #context: { regexes: RegExp[]; line: string };
  readonly #onGivenUp: (name: string) => void;
  #millisecondsLeft = longestTogetherMilliseconds;

  /** `onGivenUp` hears of a metric whose pattern takes too long: it is not looked for any more. */
  constructor(definitions: readonly MetricDefinition[], onGivenUp: (name: string) => void) {
    this.#compiled = compileMetrics(definitions);
    this.#context = createContext({ regexes: [], line: '' }) as { regexes: RegExp[]; line: string };
    this.#onGivenUp = onGivenUp;
  }

  /** The metrics after another line; the same array where it has none. */
  after(line: string, metrics: readonly MetricData[]): readonly MetricData[] {
    if (this.#compiled.length === 0) return metrics;
    const values = this.#match(this.#compiled, line) ?? this.#oneByOne(line);
    const found = this.#compiled.flatMap(({ name }, index) => {
      const value = parseFloat(values[index] ?? '');
      return Number.isFinite(value) ? [{ MetricName: name, Value: value, Timestamp: Math.floor(nowInSeconds()) }] : [];
    });
    if (this.#millisecondsLeft <= 0) this.#giveUp(this.#compiled);
    if (found.length === 0) return metrics;
    return [...new Map([...metrics, ...found].map((metric) => [metric.MetricName, metric])).values()];
  }

  /** The first group of each; null where they take too long together. */
  #match(compiled: readonly CompiledMetric[], line: string): readonly (string | undefined)[] | null {
    Object.assign(this.#context, { regexes: compiled.map(({ regex }) => regex), line: line.slice(0, longestLine) });
    const start = performance.now();
    try {
      return [
        ...(firstGroups.runInContext(this.#context, { timeout: longestMatchMilliseconds }) as (string | undefined)[]),
      ];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
      throw error;
    } finally {
      const taken = performance.now() - start;
      if (taken > 1) this.#millisecondsLeft -= taken;
    }
  }

  #oneByOne(line: string): readonly (string | undefined)[] {
    const matched = this.#compiled.map((metric) => ({ metric, values: this.#match([metric], line) }));
    this.#giveUp(matched.flatMap(({ metric, values }) => (values === null ? [metric] : [])));
    return matched.flatMap(({ values }) => (values === null ? [] : [values[0]]));
  }

  #giveUp(slow: readonly CompiledMetric[]): void {
    for (const { name } of slow) this.#onGivenUp(name);
    this.#compiled = this.#compiled.filter((metric) => !slow.includes(metric));
  }
}

/** A match that backtracks without end holds this thread; only the timeout of a script ends it. */
const firstGroups = new Script('regexes.map((regex) => regex.exec(line)?.[1])');
