import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Predictions } from '../../api/index.js';
import { call } from '../data/fetch.js';
import { useWords } from '../words/words.js';
import { Bars } from './charts/bars.js';
import { Button } from './actions/button.js';
import { TextArea } from './field.js';
import layout from './layout.module.css';
import { Failure } from './states.js';

interface TryItProps {
  readonly endpoint: string;
  /** A sentence of the data that is typed in already, with the label that it has there. */
  readonly sample: { readonly text: string; readonly label: number | null } | null;
}

/** Asks the live endpoint one sentence: probabilities as bars, and how long it took. */
export function TryIt({ endpoint, sample }: TryItProps): ReactNode {
  const { t, number, percent } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? sample?.text ?? t.tryIt.example;
  const asking = useMutation({
    mutationFn: (texts: readonly string[]) =>
      call<Predictions>('POST', `/api/v1/endpoints/${encodeURIComponent(endpoint)}/predictions`, { texts }),
  });
  const answer = asking.data?.predictions[0];
  const names = asking.data?.labelNames;
  const label = answer !== undefined && answer.text === sample?.text ? sample.label : null;
  const nameOf = (of: number): string => names?.[of] ?? t.newRun.classLabel(of);
  return (
    <section className={layout.card} aria-labelledby="try-it">
      <h2 id="try-it">{t.tryIt.title}</h2>
      <form
        className={layout.stack}
        onSubmit={(event) => {
          event.preventDefault();
          asking.mutate([text]);
        }}
      >
        <TextArea
          label={t.tryIt.text}
          required
          maxLength={10_000}
          value={text}
          onChange={({ target }) => setTyped(target.value)}
        />
        <div className={layout.row}>
          <Button type="submit" look="main" disabled={asking.isPending || text.trim() === ''}>
            {t.tryIt.predict}
          </Button>
          {answer === undefined ? null : (
            <span className={`${layout.muted} ${layout.number}`}>{t.tryIt.took(number(answer.milliseconds, 0))}</span>
          )}
          {label === null ? null : <span className={layout.muted}>{t.tryIt.inTheData(nameOf(label))}</span>}
        </div>
      </form>
      <div role="status">
        {answer === undefined ? null : (
          <Bars
            label={t.tryIt.probabilities}
            shares={answer.labels.map((label, index) => ({
              label: names?.[index] ?? (typeof label === 'number' ? t.newRun.classLabel(label) : label),
              share: answer.probabilities[index] ?? 0,
              text: percent(answer.probabilities[index]),
              first: label === answer.predictedLabel,
            }))}
          />
        )}
      </div>
      {asking.error === null ? null : <Failure error={asking.error} />}
    </section>
  );
}
