import type { ReactNode } from 'react';
import { Fragment } from 'react';
import type { ViewRow } from '../../api/index.js';
import styles from './layout.module.css';

/** Rows of the view, as the terminal and the Temporal UI show them. */
export const Rows = ({ rows }: { readonly rows: readonly ViewRow[] }): ReactNode => (
  <dl className={styles.rows}>
    {rows.map(({ title, text, name, details = [] }, index) => (
      <Fragment key={index}>
        <dt>{title}</dt>
        <dd>
          <Text text={text} name={name} />
          {details.map((detail) => (
            <div key={detail} className={styles.muted}>
              {detail}
            </div>
          ))}
        </dd>
      </Fragment>
    ))}
  </dl>
);

function Text({ text, name }: { readonly text: string; readonly name: string | undefined }): ReactNode {
  const start = name === undefined || name === '' ? -1 : text.indexOf(name);
  if (name === undefined || start < 0) return text;
  return (
    <>
      {text.slice(0, start)}
      <code>{name}</code>
      {text.slice(start + name.length)}
    </>
  );
}
