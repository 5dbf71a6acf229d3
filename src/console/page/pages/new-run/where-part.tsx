import type { ReactNode } from 'react';
import { useState } from 'react';
import type { InstanceOption, Model } from '../../../api/index.js';
import { useHealth, useModel } from '../../data/queries.js';
import { Check, Select, TextField } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { usePricePerHour } from '../../parts/price.js';
import { Warnings } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import type { FormState } from './form-state.js';
import { ruleOf } from './request.js';

const metricRule = 'validation:accuracy>=0.9';

/** On which instances, to which endpoint, for how long, and who has to agree. */
export function WherePart({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const { data: model } = useModel(form.model);
  const trains = form.draft.type === 'fineTune';
  const deploys = form.value('deploy') !== false;
  return (
    <section className={layout.card} aria-labelledby="where">
      <h2 id="where">{t.newRun.where}</h2>
      <div className={layout.fields}>
        {trains ? (
          <Instance
            form={form}
            label={t.newRun.trainingInstance}
            path="training.instanceType"
            options={model?.trainingInstances ?? []}
          />
        ) : null}
        {deploys ? (
          <>
            <Instance
              form={form}
              label={t.newRun.endpointInstance}
              path="endpoint.instanceType"
              options={model?.inferenceInstances ?? []}
            />
            <TextField
              label={t.newRun.endpointName}
              placeholder={t.newRun.endpointNameDefault}
              value={text(form.value('endpoint.name'))}
              problem={form.problem('endpoint.name') ?? form.problem('endpoint')}
              onChange={({ target }) => form.set('endpoint.name', target.value === '' ? undefined : target.value)}
            />
            <Expiry form={form} />
            <Gate form={form} />
          </>
        ) : null}
        <Budget form={form} />
        <ExecutionRole form={form} />
      </div>
      {model === undefined || model.unusable.length === 0 ? null : <Tolerate form={form} model={model} />}
      {trains ? (
        <Check
          label={t.newRun.deployAfter}
          checked={deploys}
          onChange={({ target }) => form.set('deploy', target.checked ? undefined : false)}
        />
      ) : null}
      {deploys ? (
        <Check
          label={t.newRun.update}
          checked={form.value('endpoint.update') !== undefined}
          onChange={({ target }) =>
            form.set('endpoint.update', target.checked ? { strategy: 'all-at-once' } : undefined)
          }
        />
      ) : null}
    </section>
  );
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

interface InstanceProps {
  readonly form: FormState;
  readonly label: string;
  readonly path: string;
  readonly options: readonly InstanceOption[];
}

function Instance({ form, label, path, options }: InstanceProps): ReactNode {
  const { t } = useWords();
  const given = form.value(path);
  const chosen = Array.isArray(given) ? given.join(',') : text(given);
  const price = usePricePerHour();
  const known = chosen === '' || options.some(({ instanceType }) => instanceType === chosen);
  const byDefault = options.find(({ isDefault }) => isDefault);
  const choices = [
    {
      value: '',
      text:
        byDefault === undefined ? t.newRun.modelsDefault : `${byDefault.instanceType} · ${price(byDefault.usdPerHour)}`,
    },
    ...(known ? [] : [{ value: chosen, text: chosen }]),
    ...options
      .filter(({ isDefault }) => !isDefault)
      .map((option) => ({ value: option.instanceType, text: `${option.instanceType} · ${price(option.usdPerHour)}` })),
  ];
  return (
    <Select
      label={label}
      value={chosen}
      choices={choices}
      problem={form.problem(path)}
      onChange={({ target }) => form.set(path, target.value === '' ? undefined : target.value.split(','))}
    />
  );
}

const hours = [1, 4, 12, 24, 72, 168];

function Expiry({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const seconds = form.value('endpoint.timeToLiveInSeconds');
  const chosen = typeof seconds === 'number' ? seconds / 3600 : null;
  const offered = chosen === null || hours.includes(chosen) ? hours : [...hours, chosen].sort((a, b) => a - b);
  return (
    <Select
      label={t.newRun.expires}
      value={chosen === null ? '' : String(chosen)}
      choices={[
        ...offered.map((count) => ({ value: String(count), text: t.newRun.afterHours(count) })),
        { value: '', text: t.newRun.never },
      ]}
      problem={form.problem('endpoint.timeToLiveInSeconds')}
      onChange={({ target }) =>
        form.set('endpoint.timeToLiveInSeconds', target.value === '' ? undefined : Number(target.value) * 3600)
      }
    />
  );
}

function Gate({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const rule = ruleOf(form.value('gates.deployment') as Parameters<typeof ruleOf>[0]);
  const [kind, setKind] = useState(rule === 'manual' || rule === 'auto' ? rule : 'metric');
  const choose = (chosen: string): void => {
    setKind(chosen);
    form.set('gates.deployment', chosen === 'manual' ? undefined : chosen === 'metric' ? metricRule : chosen);
  };
  const trains = form.draft.type === 'fineTune';
  return (
    <>
      <Select
        label={t.newRun.gate}
        value={kind}
        choices={[
          { value: 'manual', text: t.newRun.gates.manual },
          ...(trains ? [{ value: 'metric', text: t.newRun.gates.metric }] : []),
          { value: 'auto', text: t.newRun.gates.auto },
        ]}
        onChange={({ target }) => choose(target.value)}
      />
      {kind === 'metric' ? (
        <TextField
          label={t.newRun.rule}
          help={t.newRun.ruleHelp}
          value={rule}
          problem={form.problem('gates.deployment') ?? form.problem('gates.deployment.rule')}
          onChange={({ target }) => form.set('gates.deployment', target.value)}
        />
      ) : null}
    </>
  );
}

/** Any will do for the stand-in, which has one of its own. */
function ExecutionRole({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  if (health?.standIn !== false) return null;
  return (
    <TextField
      label={t.newRun.role}
      help={t.newRun.roleHelp}
      value={text(form.value('role'))}
      problem={form.problem('role')}
      onChange={({ target }) => form.set('role', target.value.trim() === '' ? undefined : target.value.trim())}
    />
  );
}

/** A deprecated or vulnerable model is refused, unless somebody says that it shall be used. */
function Tolerate({ form, model }: { readonly form: FormState; readonly model: Model }): ReactNode {
  const { t } = useWords();
  const vulnerable = model.unusable.some((why) => why.includes('tolerateVulnerableModel'));
  const members = [
    ...(model.deprecated ? ['tolerateDeprecatedModel'] : []),
    ...(vulnerable ? ['tolerateVulnerableModel'] : []),
  ];
  return (
    <>
      <Warnings warnings={model.unusable} />
      <Check
        label={t.newRun.tolerate}
        checked={members.every((member) => form.value(member) === true)}
        onChange={({ target }) => form.setAll(members, target.checked ? true : undefined)}
      />
    </>
  );
}

function Budget({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  return (
    <TextField
      label={t.newRun.budget}
      help={t.newRun.budgetHelp}
      inputMode="decimal"
      defaultValue={text(form.value('budget.usd'))}
      problem={form.problem('budget') ?? form.problem('budget.usd')}
      onChange={({ target }) => {
        const typed = target.value.trim().replace(',', '.');
        form.set('budget.usd', typed === '' ? undefined : Number.isFinite(Number(typed)) ? Number(typed) : typed);
      }}
    />
  );
}
