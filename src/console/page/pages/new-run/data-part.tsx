import { useMutation } from '@tanstack/react-query';
import type { DragEvent, ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { DataCheck, DataUpload } from '../../../api/index.js';
import type { DatasetReport } from '../../../../contract/dataset.js';
import { largestUploadInBytes } from '../../../../contract/dataset.js';
import { labelsFile } from '../../../../contract/label-names.js';
import { call } from '../../data/fetch.js';
import { useMay } from '../../data/role.js';
import { Button } from '../../parts/actions/button.js';
import { TextField } from '../../parts/field.js';
import layout from '../../parts/layout.module.css';
import { shownName } from '../../parts/shown.js';
import { Failure, Loading } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { DataReport } from './data-report.js';
import styles from './data-part.module.css';
import type { FormState } from './form-state.js';

interface Checked {
  readonly uri: string | null;
  readonly report: DatasetReport;
}

/** A file is looked at before it is kept; data with problems never is. */
async function check(source: Files | string, keep: boolean): Promise<Checked> {
  if (typeof source === 'object') {
    return call<DataUpload>('POST', keep ? '/api/v1/data' : '/api/v1/data?keep=false', bodyOf(source));
  }
  const { report } = await call<DataCheck>('POST', '/api/v1/data/check', { uri: source });
  return { uri: source, report };
}

/** The rows, and the names of their classes. */
interface Files {
  readonly data: File;
  readonly labels: File | undefined;
}

function bodyOf({ data, labels }: Files): File | FormData {
  if (labels === undefined) return data;
  const form = new FormData();
  form.append('data.csv', data, 'data.csv');
  form.append(labelsFile, labels, labelsFile);
  return form;
}

const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1024 / 1024));

/** What a file of this tab was called before it was kept: after a reload its address alone would tell nobody. */
const nameOf = (uri: unknown): string | null => (typeof uri === 'string' ? sessionStorage.getItem(uri) : null);

export function DataPart({ form }: { readonly form: FormState }): ReactNode {
  const { t } = useWords();
  const may = useMay('operator');
  const [over, setOver] = useState(false);
  const uri = form.value('data');
  const [name, setName] = useState(uri === 'sample' ? t.newRun.sampleName : nameOf(uri));
  const checking = useMutation({
    mutationFn: (source: Files | string) => {
      const bytes = typeof source === 'object' ? source.data.size : 0;
      // Before minutes have gone into sending what is refused.
      if (bytes > largestUploadInBytes)
        throw new Error(t.newRun.tooLarge(megabytes(bytes), megabytes(largestUploadInBytes)));
      return check(source, may);
    },
    onSuccess: (checked, source) => {
      if (checked.uri !== null && typeof source === 'object') sessionStorage.setItem(checked.uri, source.data.name);
      form.set('data', checked.uri ?? undefined);
    },
  });
  const { mutate } = checking;
  const [typed, setTyped] = useState(typeof uri === 'string' && uri !== 'sample' ? uri : '');
  const [file, setFile] = useState<File | undefined>();
  /** Names that come later belong to the rows that are there. */
  const take = (files: FileList | null): void => {
    const given = [...(files ?? [])];
    const names = given.find((each) => each.name === labelsFile);
    const data = given.find((each) => each !== names) ?? file ?? names;
    if (data === undefined) return;
    setFile(data);
    setName(data.name);
    setTyped('');
    mutate({ data, labels: data === names ? undefined : names });
  };
  const choose = (source: string): void => {
    setName(source === 'sample' ? t.newRun.sampleName : source);
    mutate(source);
  };
  useEffect(() => {
    // Data that came with the address or an earlier run is shown as what it is.
    if (typeof uri === 'string') mutate(uri);
  }, []);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const report = checking.data?.report;
  return (
    <section className={layout.card} aria-labelledby="data">
      <h2 id="data">{t.newRun.data}</h2>
      <div
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor="file">data.csv</label>
        <input
          id="file"
          className={styles.file}
          type="file"
          accept=".csv,text/csv,.json"
          multiple
          aria-describedby="format"
          onChange={({ target }) => take(target.files)}
        />
        <p id="format" className={layout.muted}>
          {t.newRun.dropOrChoose} {t.newRun.format}
        </p>
        <code className={styles.example}>{t.newRun.formatExample}</code>
      </div>
      <div className={layout.row}>
        <Button onClick={() => choose('sample')}>{t.newRun.useSample}</Button>
      </div>
      <details>
        <summary>{t.newRun.onS3}</summary>
        <div className={`${layout.stack} ${layout.tight}`}>
          <TextField
            label={t.newRun.s3Uri}
            placeholder="s3://bucket/prefix/"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <div>
            <Button disabled={typed.trim() === ''} onClick={() => choose(typed.trim())}>
              {t.newRun.look}
            </Button>
          </div>
        </div>
      </details>
      <div aria-live="polite" className={layout.stack}>
        {checking.isPending ? (
          <>
            {name === null ? null : <p>{t.newRun.checking(shownName(name))}</p>}
            <Loading height="short" />
          </>
        ) : null}
        {checking.error === null ? null : <Failure error={checking.error} />}
        {report === undefined || checking.isPending ? null : <DataReport name={name ?? report.uri} report={report} />}
        {report === undefined && form.problem('data') !== undefined ? (
          <p className={styles.bad}>{form.problem('data')}</p>
        ) : null}
      </div>
    </section>
  );
}
