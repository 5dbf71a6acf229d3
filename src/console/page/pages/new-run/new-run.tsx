import type { ReactNode } from 'react';
import { useModels } from '../../data/queries.js';
import { useStart } from '../../data/start.js';
import { CallError } from '../../data/fetch.js';
import { Select } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { Failure, Loading } from '../../parts/states.js';
import { useTitle } from '../../parts/title.js';
import { useWords } from '../../words/words.js';
import { DataPart } from './data-part.js';
import type { FormState } from './form-state.js';
import { PlanCard } from './plan-card.js';
import type { Draft } from './request.js';
import { valueAt, withValue } from './request.js';
import { SettingsPart } from './settings-part.js';
import { leaveDraft, useDraft } from './use-draft.js';
import { usePlan } from './use-plan.js';
import { WherePart } from './where-part.js';

export function NewRun(): ReactNode {
  const { t } = useWords();
  useTitle(t.newRun.title);
  const { draft, setDraft, error } = useDraft();
  if (error !== null) return <Failure error={error} />;
  return (
    <div className={layout.stack}>
      <h1>{draft?.type === 'deploy' ? t.newRun.deployTitle : t.newRun.title}</h1>
      {draft === null ? <Loading /> : <Form draft={draft} setDraft={setDraft} />}
    </div>
  );
}

function Form({ draft, setDraft }: { readonly draft: Draft; readonly setDraft: (draft: Draft) => void }): ReactNode {
  const { t } = useWords();
  const trains = draft.type === 'fineTune';
  const plan = usePlan(draft, !trains || draft.request.data !== undefined);
  const start = useStart(leaveDraft);
  const refused = start.error instanceof CallError ? start.error.problems : [];
  const problems = [...(plan.data?.problems ?? []), ...refused];
  const setAll: FormState['setAll'] = (paths, value) =>
    setDraft({ ...draft, request: paths.reduce((request, path) => withValue(request, path, value), draft.request) });
  const form: FormState = {
    draft,
    model: draft.request.model?.id ?? '',
    value: (path) => valueAt(draft.request, path),
    set: (path, value) => setAll([path], value),
    setAll,
    problem: (field) => {
      const found = problems.find((problem) => problem.field === field);
      return found === undefined ? undefined : t.rows.problem(found.message);
    },
  };
  return (
    <form
      className={layout.beside}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(draft);
      }}
    >
      <div className={layout.stack}>
        <ModelChoice form={form} />
        {trains ? <DataPart form={form} /> : null}
        {trains ? <SettingsPart form={form} /> : null}
        <WherePart form={form} />
      </div>
      <PlanCard draft={draft} plan={plan} starting={start} />
    </form>
  );
}

function ModelChoice({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const { data } = useModels();
  const chosen = form.model;
  const models = data?.models.filter(({ fineTunable }) => fineTunable !== false) ?? [];
  const known = models.some(({ id }) => id === chosen) || chosen === '';
  const choices = [
    ...(known ? [] : [{ value: chosen, text: chosen }]),
    ...models.map(({ id, title, language, unusable }) => ({
      value: id,
      text: [title, language, unusable.length > 0 ? t.models.needsConsent : null]
        .filter((part) => part !== null)
        .join(' · '),
    })),
  ];
  // Another model has other hyperparameters, and another version of its own.
  const choose = (id: string): void => {
    form.set('model', { id });
  };
  return (
    <Select
      label={t.newRun.model}
      value={chosen}
      choices={choices}
      problem={form.problem('model') ?? form.problem('model.id')}
      onChange={({ target }) => choose(target.value)}
    />
  );
}
