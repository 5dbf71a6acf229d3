import { isObject } from '../../../contract/given.js';
import type { RunKind } from '../../../contract/run/run-kinds.js';
import { shellWord } from '../../../contract/shell-word.js';

type Flag = readonly [path: string, option: string];

const common: readonly Flag[] = [
  ['model.id', '--model'],
  ['model.version', '--version'],
  ['from', '--from'],
  ['endpoint.name', '--endpoint'],
  ['endpoint.instanceType', '--inference-instance-type'],
  ['endpoint.instanceCount', '--instance-count'],
  ['budget.usd', '--budget'],
  ['evaluationData', '--evaluation-data'],
  ['region', '--region'],
  ['account', '--account'],
  ['role', '--role'],
  ['output', '--output'],
];

/** Which option means which member of a request. */
const flags: Readonly<Record<RunKind, readonly Flag[]>> = {
  fineTune: [
    ...common,
    ['data', '--data'],
    ['validationData', '--validation-data'],
    ['modelUri', '--model-uri'],
    ['training.instanceType', '--instance-type'],
  ],
  deploy: [...common, ['artifact', '--artifact']],
};

const commands: Readonly<Record<RunKind, string>> = { fineTune: 'fine-tune', deploy: 'deploy' };

/** Members that options of their own form stand for. */
const others: Readonly<Record<string, (value: unknown) => string[]>> = {
  hyperparameters: (value) => pairs(value).map(([name, text]) => `--set ${shellWord(`${name}=${String(text)}`)}`),
  gates: (value) =>
    pairs(value).map(
      ([gate, rule]) => `--gate ${shellWord(`${gate}=${String(isObject(rule) ? (rule['rule'] ?? 'manual') : rule)}`)}`,
    ),
  tags: (value) => pairs(value).map(([name, text]) => `--tag ${shellWord(`${name}=${String(text)}`)}`),
  'endpoint.timeToLiveInSeconds': (value) => [`--time-to-live ${String(value)}s`],
  'endpoint.update': (value) => [
    `--update${isObject(value) && typeof value['strategy'] === 'string' ? ` ${value['strategy']}` : ''}`,
  ],
  deploy: (value) => (value === false ? ['--no-deploy'] : []),
};

/** The same run by command line: what people usually set; `tunewright fine-tune --help` has the rest. */
export function commandLine(kind: RunKind, request: object): string {
  const plain = flags[kind].flatMap(([path, option]) => {
    const value = valueAt(request, path);
    return value === undefined || value === null ? [] : [`${option} ${shellWord(wordOf(path, value))}`];
  });
  const formed = Object.entries(others).flatMap(([path, form]) => {
    const value = valueAt(request, path);
    return value === undefined || value === null ? [] : form(value);
  });
  return ['tunewright', commands[kind], ...plain, ...formed].join(' ');
}

/** The sample lies in the package, beside the command. */
const wordOf = (path: string, value: unknown): string =>
  path === 'data' && value === 'sample'
    ? 'data/reviews/data.csv'
    : Array.isArray(value)
      ? value.join(',')
      : String(value);

const pairs = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

const valueAt = (request: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), request);
