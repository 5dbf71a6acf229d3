import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import type { Hyperparameter, InstanceOption, Model } from '../../api/index.js';
import { useHealth, useModel } from '../data/queries.js';
import { useMay } from '../data/role.js';
import { useStart } from '../data/start.js';
import { Button, LinkButton } from '../parts/actions/button.js';
import { Copy } from '../parts/actions/copy.js';
import { DeployButton } from '../parts/actions/deploy-button.js';
import { GoButton } from '../parts/actions/go-button.js';
import layout from '../parts/layout.module.css';
import { usePricePerHour } from '../parts/price.js';
import { Failure, isNotThere, Loading, NotThere, Warnings } from '../parts/states.js';
import { TheSame } from '../parts/actions/the-same.js';
import { useTitle } from '../parts/title.js';
import { useWords } from '../words/words.js';
import { defaultHours, pretrained } from './first-try.js';
import { rangeOf } from './hyperparameter-range.js';

export function ModelPage(): ReactNode {
  const { id = '' } = useParams<{ id: string }>();
  const { t } = useWords();
  const { data, error, refetch } = useModel(id);
  useTitle(data?.title ?? id);
  if (isNotThere(error)) {
    return (
      <NotThere title={id} why={t.model.missing}>
        <LinkButton to="/models">{t.models.title}</LinkButton>
      </NotThere>
    );
  }
  if (error !== null && data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return data === undefined ? <Loading /> : <Details model={data} />;
}

function Details({ model }: { readonly model: Model }): ReactNode {
  const { t } = useWords();
  const { id, title, version, family, language, deprecated, incremental, unusable, notices, standInNote, url } = model;
  const facts = [
    `v${version}`,
    family,
    language,
    deprecated ? t.models.deprecated : null,
    incremental ? t.model.incremental : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={layout.stack}>
      <div>
        <h1>{title}</h1>
        <div className={layout.row}>
          <code>{id}</code>
          <Copy text={id} label={t.model.copyId} />
        </div>
        <p className={layout.muted}>{facts.join(' · ')}</p>
        {url !== null && url.startsWith('https:') ? (
          <a href={url} target="_blank" rel="noreferrer">
            {t.model.source}
          </a>
        ) : null}
      </div>
      {standInNote === null ? null : <p className={layout.muted}>{t.rows.sentence(standInNote)}</p>}
      <Warnings warnings={[...unusable, ...notices]} />
      <Actions model={model} />
      <div className={layout.grid}>
        <Instances title={t.model.training} options={model.trainingInstances} />
        <Instances title={t.model.inference} options={model.inferenceInstances} />
      </div>
      <Hyperparameters hyperparameters={model.hyperparameters} />
      <section className={`${layout.stack} ${layout.tight}`}>
        <h2>{t.model.format}</h2>
        <p>{t.newRun.format}</p>
        <pre>{t.newRun.formatExample}</pre>
      </section>
      <TheSame
        command={`tunewright models show ${id}`}
        method="POST"
        path="/api/v1/runs"
        body={model.samples[0] ?? pretrained(id)}
      />
    </div>
  );
}

function Actions({ model }: { readonly model: Model }): ReactNode {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  const start = useStart();
  const may = useMay('operator');
  const { id, fineTunable, inference } = model;
  const usd = inference?.usdPerHour ?? null;
  const free = health?.standIn === true;
  const price = free ? t.common.free : usd === null ? t.models.priceUnknown : t.common.perHour(money(usd));
  const deploy = (): void => start.mutate(pretrained(id));
  return (
    <>
      <div className={layout.row}>
        {fineTunable === false ? (
          <>
            <Button look="main" disabled>
              {t.run.fineTune}
            </Button>
            <span>{t.models.notTunable}</span>
          </>
        ) : (
          <GoButton to={`/runs/new?model=${encodeURIComponent(id)}`} look="main">
            {t.run.fineTune}
          </GoButton>
        )}
        <DeployButton
          price={price}
          free={free}
          disabled={!may || health === undefined}
          pending={start.isPending}
          hours={defaultHours}
          deploy={deploy}
          error={start.error}
        >
          {t.model.deployAsItIs}
        </DeployButton>
      </div>
    </>
  );
}

function Instances({
  title,
  options,
}: {
  readonly title: string;
  readonly options: readonly InstanceOption[];
}): ReactNode {
  const { t } = useWords();
  const price = usePricePerHour();
  return (
    <section className={layout.card}>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.model.instance}</th>
            <th scope="col">{t.model.price}</th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <tr key={option.instanceType}>
              <td>
                {option.instanceType}
                {option.isDefault ? ` (${t.model.isDefault})` : ''}
              </td>
              <td>{price(option.usdPerHour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Hyperparameters({ hyperparameters }: { readonly hyperparameters: readonly Hyperparameter[] }): ReactNode {
  const { t } = useWords();
  if (hyperparameters.length === 0) return null;
  return (
    <section className={`${layout.stack} ${layout.tight}`}>
      <h2 id="hyperparameters">{t.model.hyperparameters}</h2>
      <div className={layout.scroll} role="region" aria-labelledby="hyperparameters" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.model.name}</th>
              <th scope="col">{t.model.default}</th>
              <th scope="col">{t.model.range}</th>
              <th scope="col">{t.model.help}</th>
            </tr>
          </thead>
          <tbody>
            {hyperparameters.map((hyperparameter) => (
              <tr key={hyperparameter.name}>
                <td>
                  <code className={layout.whole}>{hyperparameter.name}</code>
                </td>
                <td>
                  <code className={layout.whole}>{hyperparameter.default}</code>
                </td>
                <td>{rangeOf(hyperparameter)}</td>
                <td>{t.rows.help(hyperparameter.name, hyperparameter.help)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
