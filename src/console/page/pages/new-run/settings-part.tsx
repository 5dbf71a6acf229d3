import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Hyperparameter } from '../../../api/index.js';
import { useModel } from '../../data/queries.js';
import { Select, TextField } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { Loading } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { rangeOf } from '../hyperparameter-range.js';
import type { FormState } from './form-state.js';
import { hyperparameterValue } from './request.js';

/** A field for each hyperparameter of the model's document; what stands at its default is not sent. */
export function SettingsPart({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const { data: model } = useModel(form.model);
  const all = model?.hyperparameters ?? [];
  const [common, rest] = [all.filter((one) => one.common), all.filter((one) => !one.common)];
  const set = (name: string): boolean =>
    form.value('hyperparameters') !== undefined && valueOf(form, name) !== undefined;
  return (
    <section className={layout.card} aria-labelledby="settings">
      <h2 id="settings">{t.newRun.settings}</h2>
      {model === undefined ? (
        <Loading height="short" />
      ) : (
        <Fields key={model.id} form={form} hyperparameters={common} />
      )}
      {rest.length === 0 ? null : (
        <details open={rest.some(({ name }) => set(name) || form.problem(`hyperparameters.${name}`) !== undefined)}>
          <summary>{t.newRun.allHyperparameters(rest.length)}</summary>
          <Fields key={model?.id} form={form} hyperparameters={rest} />
        </details>
      )}
    </section>
  );
}

const valueOf = (form: FormState, name: string): unknown =>
  (form.value('hyperparameters') as Record<string, unknown> | undefined)?.[name];

const Fields = ({
  form,
  hyperparameters,
}: {
  readonly form: FormState;
  readonly hyperparameters: readonly Hyperparameter[];
}): ReactNode => (
  <div className={layout.fields}>
    {hyperparameters.map((hyperparameter) => (
      <Value key={hyperparameter.name} form={form} hyperparameter={hyperparameter} />
    ))}
  </div>
);

function Value({
  form,
  hyperparameter,
}: {
  readonly form: FormState;
  readonly hyperparameter: Hyperparameter;
}): ReactNode {
  const { t } = useWords();
  const { name, type, options, default: byDefault, help } = hyperparameter;
  const path = `hyperparameters.${name}`;
  const given = valueOf(form, name);
  const [text, setText] = useState(given === undefined ? byDefault : String(given as string | number | boolean));
  const change = (typed: string): void => {
    setText(typed);
    form.set(path, hyperparameterValue(hyperparameter, typed));
  };
  const choices = options ?? (type === 'bool' ? ['True', 'False'] : null);
  const range = rangeOf(hyperparameter);
  const common = {
    label: name,
    problem: form.problem(path),
    value: text,
  };
  const words = [
    t.rows.help(name, help),
    t.newRun.byDefault(byDefault),
    range === '' || choices !== null ? null : range,
  ];
  const more = words.filter((word) => word !== null && word !== '').join(' · ');
  return choices === null ? (
    <TextField
      {...common}
      help={more}
      inputMode={type === 'text' ? 'text' : 'decimal'}
      onChange={({ target }) => change(target.value)}
    />
  ) : (
    <Select
      {...common}
      help={more}
      choices={choices.map((value) => ({ value, text: value }))}
      onChange={({ target }) => change(target.value)}
    />
  );
}
