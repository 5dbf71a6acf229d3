import type { LabelledText } from '../../contract/dataset.js';
import { predictedClass } from '../../contract/label-names.js';
import type { ClassScore, Evaluation, Mistake, Prediction } from '../../contract/run/results.js';

const keptMistakes = 10;
const calibrationBins = 10;
/** A certain and wrong answer costs much, not infinitely much. */
const leastProbability = 1e-15;

/** Answers of equal certainty, about. */
interface Bin {
  answers: number;
  right: number;
  certainty: number;
}

/** Counts answers one by one. Memory grows with the classes, not with the rows. */
export class Scoring {
  #rows = 0;
  #right = 0;
  #classes = 0;
  #answers = 0;
  #loss = 0;
  readonly #counts = new Map<number, Map<number, number>>();
  readonly #unanswered = new Map<number, number>();
  readonly #bins: Bin[] = Array.from({ length: calibrationBins }, () => ({ answers: 0, right: 0, certainty: 0 }));
  #mistakes: Mistake[] = [];

  /** Null: there was no usable answer, which counts as a wrong one. */
  take({ text, label }: LabelledText, prediction: Prediction | null): void {
    this.#rows++;
    this.#classes = Math.max(this.#classes, label + 1, prediction?.probabilities.length ?? 0);
    if (prediction === null) {
      this.#unanswered.set(label, (this.#unanswered.get(label) ?? 0) + 1);
      return;
    }
    const predicted = predictedClass(prediction);
    const probability = prediction.probabilities[predicted] ?? 0;
    const right = predicted === label;
    const row = this.#counts.get(label) ?? new Map<number, number>();
    row.set(predicted, (row.get(predicted) ?? 0) + 1);
    this.#counts.set(label, row);
    this.#answers++;
    this.#loss -= Math.log(Math.max(prediction.probabilities[label] ?? 0, leastProbability));
    const bin = this.#bins[Math.min(calibrationBins - 1, Math.floor(probability * calibrationBins))];
    if (bin !== undefined) {
      bin.answers++;
      bin.certainty += probability;
      if (right) bin.right++;
    }
    if (right) this.#right++;
    else this.#keep({ text, label, predicted, probability });
  }

  result(): Evaluation {
    const confusion = this.#confusion();
    const scores = confusion.map((_, label) => this.#scoreOf(label, confusion));
    const occurring = scores.filter(({ rows, precision }) => rows > 0 || precision !== null);
    const largest = scores.reduce((most, { rows }) => Math.max(most, rows), 0);
    return {
      rows: this.#rows,
      accuracy: shareOf(this.#right, this.#rows),
      largestClassShare: shareOf(largest, this.#rows),
      macroF1: shareOf(
        occurring.reduce((sum, { f1 }) => sum + f1, 0),
        occurring.length,
      ),
      logLoss: this.#answers === 0 ? null : this.#loss / this.#answers,
      calibrationError: this.#answers === 0 ? null : this.#calibrationError(),
      classes: scores,
      confusion,
      mistakes: this.#mistakes,
    };
  }

  /** An answer that names no class is in no column. */
  #confusion(): number[][] {
    const places = Array.from({ length: this.#classes }, (_, place) => place);
    return places.map((label) => places.map((column) => this.#counts.get(label)?.get(column) ?? 0));
  }

  #scoreOf(label: number, confusion: readonly (readonly number[])[]): ClassScore {
    const right = confusion[label]?.[label] ?? 0;
    const answered = [...(this.#counts.get(label)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    const rows = answered + (this.#unanswered.get(label) ?? 0);
    const named = confusion.reduce((sum, row) => sum + (row[label] ?? 0), 0);
    return {
      label,
      rows,
      precision: named === 0 ? null : right / named,
      recall: rows === 0 ? null : right / rows,
      f1: shareOf(2 * right, rows + named),
    };
  }

  #calibrationError(): number {
    const off = this.#bins.reduce((sum, { right, certainty }) => sum + Math.abs(right - certainty), 0);
    return off / this.#answers;
  }

  #keep(mistake: Mistake): void {
    const last = this.#mistakes[keptMistakes - 1];
    if (last !== undefined && last.probability >= mistake.probability) return;
    // Of equals, the one that came first stays in front.
    this.#mistakes = [...this.#mistakes, mistake].sort((a, b) => b.probability - a.probability).slice(0, keptMistakes);
  }
}

const shareOf = (part: number, all: number): number => (all === 0 ? 0 : part / all);
