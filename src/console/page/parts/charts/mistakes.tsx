import type { ReactNode } from 'react';
import type { Mistake } from '../../../../contract/run/results.js';
import { className } from '../../../../view/labels.js';
import { useWords } from '../../words/words.js';

interface MistakesProps {
  readonly mistakes: readonly Mistake[];
  readonly labels: readonly string[] | undefined;
}

/** The rows that were wrong, the surest first: often it is the label that is. */
export function Mistakes({ mistakes, labels }: MistakesProps): ReactNode {
  const { t, percent } = useWords();
  if (mistakes.length === 0) return null;
  return (
    <details open>
      <summary>{t.evaluation.mistakes(mistakes.length)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.evaluation.text}</th>
            <th scope="col">{t.evaluation.actual}</th>
            <th scope="col">{t.evaluation.predicted}</th>
          </tr>
        </thead>
        <tbody>
          {mistakes.map(({ text, label, predicted, probability }, index) => (
            <tr key={index}>
              <td>{text}</td>
              <td>{className(label, labels)}</td>
              <td>
                {className(predicted, labels)} ({percent(probability)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
