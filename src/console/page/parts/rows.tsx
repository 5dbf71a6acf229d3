import type { ReactNode } from 'react';
import { Fragment } from 'react';
import type { ViewRow } from '../../api/index.js';
import { useHealth } from '../data/queries.js';
import { useWords } from '../words/words.js';
import styles from './layout.module.css';
import { Time } from './time.js';

const costTitles = ['training costs', 'endpoint costs', 'costs in all', 'spent'];

/** Rows of the view, as the terminal and the Temporal UI show them. What costs on AWS is free on the stand-in, where no price is known. */
export function Rows({ rows }: { readonly rows: readonly ViewRow[] }): ReactNode {
  const { t } = useWords();
  const { data: health } = useHealth();
  const isCost = ({ title }: ViewRow): boolean => costTitles.includes(title);
  const free = health?.standIn === true && rows.some(isCost);
  return (
    <List
      rows={free ? [...rows.filter((row) => !isCost(row)), { title: t.common.costs, text: t.common.free }] : rows}
    />
  );
}

function List({ rows }: { readonly rows: readonly ViewRow[] }): ReactNode {
  const { t } = useWords();
  return (
    <dl className={styles.rows}>
      {rows.map(({ title, text, name, details = [] }, index) => (
        <Fragment key={index}>
          <dt>{t.rows.title(title)}</dt>
          <dd>
            <Text text={t.rows.text(title, text)} name={name} />
            {details.map((detail) => (
              <div key={detail} className={styles.muted}>
                <Moments text={detail} />
              </div>
            ))}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Text({ text, name }: { readonly text: string; readonly name: string | undefined }): ReactNode {
  const start = name === undefined || name === '' ? -1 : text.indexOf(name);
  if (name === undefined || start < 0) return <Moments text={text} />;
  return (
    <>
      {text.slice(0, start)}
      <code>{name}</code>
      {text.slice(start + name.length)}
    </>
  );
}

const instant = /(\d{4}-\d\d-\d\dT[\d:.]+Z)/;

/** Moments are told as anywhere on the page; within a sentence exactly. */
function Moments({ text }: { readonly text: string }): ReactNode {
  const { exact } = useWords();
  const parts = text.split(instant);
  if (parts.length === 3 && parts.join('') === parts[1]) return <Time iso={text} />;
  return parts.map((part) => (instant.test(part) ? exact(part) : part)).join('');
}
