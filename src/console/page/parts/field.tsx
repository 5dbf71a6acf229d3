import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import styles from './field.module.css';

interface Common {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with the value, by the server's words. */
  readonly problem?: string | undefined;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** A label, the control, what it means, and what is wrong with it. */
function Field({
  label,
  help,
  problem,
  children,
}: Common & { readonly children: (by: Described) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-more`, 'aria-invalid': problem !== undefined })}
      <div id={`${id}-more`}>
        {problem === undefined ? null : <div className={styles.problem}>{problem}</div>}
        {help === undefined ? null : <div className={styles.help}>{help}</div>}
      </div>
    </div>
  );
}

export const TextField = ({ label, help, problem, ...input }: Common & ComponentProps<'input'>): ReactNode => (
  <Field label={label} help={help} problem={problem}>
    {(by) => <input {...input} {...by} />}
  </Field>
);

export const TextArea = ({ label, help, problem, ...input }: Common & ComponentProps<'textarea'>): ReactNode => (
  <Field label={label} help={help} problem={problem}>
    {(by) => <textarea {...input} {...by} />}
  </Field>
);

interface Choice {
  readonly value: string;
  readonly text: string;
}

export const Select = ({
  label,
  help,
  problem,
  choices,
  ...select
}: Common & ComponentProps<'select'> & { readonly choices: readonly Choice[] }): ReactNode => (
  <Field label={label} help={help} problem={problem}>
    {(by) => (
      <select {...select} {...by}>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

export const Check = ({ label, ...input }: { readonly label: string } & ComponentProps<'input'>): ReactNode => (
  <label className={styles.check}>
    <input {...input} type="checkbox" />
    {label}
  </label>
);
