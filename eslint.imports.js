import { beforeDialect, dialectSyntax, wholeUnits } from './eslint.dialect.js';

/**
 * Which room may import which: the arrows of ARCHITECTURE.md as lint rules.
 * A room that is not listed for another is refused there, types included.
 */
const rooms = [
  'contract',
  'catalog',
  'dataset',
  'plan',
  'view',
  'workflows',
  'activities',
  'aws',
  'temporal',
  'worker',
  'client',
  'local',
  'doctor',
  'console',
  'cli',
];

/** room -> rooms that it may import besides its own. */
const allowed = {
  contract: [],
  catalog: ['contract'],
  dataset: ['contract'],
  plan: ['contract', 'catalog', 'dataset'],
  view: ['contract'],
  workflows: ['contract', 'view'],
  aws: ['contract', 'catalog', 'dataset'],
  activities: ['contract', 'catalog', 'dataset', 'plan', 'aws', 'temporal'],
  temporal: ['contract'],
  worker: ['contract', 'catalog', 'dataset', 'plan', 'aws', 'activities', 'temporal'],
  client: ['contract', 'catalog', 'dataset', 'plan', 'view', 'aws', 'temporal'],
  local: [],
  doctor: ['contract', 'catalog', 'plan', 'aws', 'temporal', 'worker', 'client'],
  console: ['contract', 'catalog', 'dataset', 'plan', 'view', 'client'],
  cli: rooms,
};

const roomPattern = (room) => ({
  regex: `^(\\.\\./)+${room}/`,
  message: `This room may not import from src/${room}: see the import directions in ARCHITECTURE.md.`,
});

const packages = {
  aws: { regex: '^@aws-sdk/', message: 'Only src/aws and the loaders of src/catalog import AWS clients.' },
  temporal: { regex: '^@temporalio/', message: 'This room does not know Temporal.' },
  zod: { regex: '^zod', message: 'zod lives in src/contract/schema.' },
  node: { regex: '^node:', message: 'This room runs inside the workflow sandbox: no Node.js modules.' },
  any: { regex: '^[^.]', message: 'Workflows import the contract, the view and @temporalio/workflow, nothing else.' },
  schema: { regex: 'contract/schema', message: 'Schemas are not loaded by workflows.' },
};

const extra = {
  contract: [packages.aws, packages.temporal, packages.zod, packages.node],
  catalog: [packages.temporal, packages.zod],
  dataset: [packages.aws, packages.temporal, packages.zod],
  plan: [packages.aws, packages.temporal, packages.zod],
  view: [{ ...packages.any, message: 'The view imports the contract, nothing else.' }, packages.schema],
  workflows: [{ ...packages.any, regex: '^(?!\\.|@temporalio/workflow$)' }, packages.schema],
  aws: [packages.temporal],
  temporal: [packages.aws, packages.zod],
  activities: [packages.aws],
  worker: [packages.aws],
  client: [packages.aws],
  local: [packages.temporal],
  doctor: [packages.aws],
  console: [packages.aws, packages.temporal],
  cli: [packages.aws],
};

/** The workflow sandbox gives `Math.random` a seed, but a number drawn in a query or a validator would shift all later ones. */
const deterministic = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Not deterministic on replay.' },
];

/** In every list of `no-restricted-syntax`, since the list of a room takes the place of the one for all. */
export const typesApart = {
  selector: "ImportDeclaration[importKind='value'] > ImportSpecifier[importKind='type']",
  message: 'Types are imported by a statement of their own: import type { … }.',
};

/** The patterns as rules for all forms: declarations, and `import('…')` as an expression or a type. */
const rule = (patterns, syntax = []) => ({
  'no-restricted-imports': ['error', { patterns }],
  'no-restricted-syntax': [
    'error',
    typesApart,
    wholeUnits,
    ...syntax,
    ...patterns.flatMap(({ regex, message }) => {
      const source = regex.replaceAll('/', '\\u002F');
      return [
        { selector: `ImportExpression > Literal[value=/${source}/]`, message },
        { selector: `TSImportType Literal[value=/${source}/]`, message },
      ];
    }),
  ],
});

const planPattern = (part, message) => ({ regex: `^(\\.\\./)+${part}`, message });
const asks = planPattern(
  '(ask/|resolve\\.js$|prepare\\.js$|planning\\.js$|kinds\\.js$|index\\.js$)',
  'This part of src/plan is pure: it asks nobody.',
);
const decides = planPattern('decide/', 'Requests are written from a plan, not from how it was decided.');
const writes = planPattern('requests/', 'A plan is decided without a look at the requests that are written from it.');

/** The folders of src/plan: what asks may use the pure rest, which knows neither it nor each other. */
const partsOfPlan = { decide: [asks, writes], requests: [asks, decides] };

const consolePart = (part, message) => ({ regex: `^(\\.\\./)+${part}/`, message });

/** The folders of src/console: both sides know the contract between them, and not each other. */
const partsOfConsole = {
  api: [
    consolePart('(server|page)', 'The contract of the API knows neither side.'),
    ...['catalog', 'dataset', 'plan', 'view', 'client'].map(roomPattern),
  ],
  server: [consolePart('page', 'The page is built apart, and served as files.')],
};

/** What no file of a room may import, whichever folder it lies in. */
const refused = (room) => [
  ...rooms.filter((other) => other !== room && !allowed[room].includes(other)).map(roomPattern),
  ...extra[room],
];

/** The files of a folder: those that are older than the dialect without it. */
const inFolder = (folder, patterns, syntax = []) => [
  { files: [`src/${folder}/**/*.ts`], rules: rule(patterns, [...syntax, ...dialectSyntax]) },
  ...beforeDialect
    .filter((file) => file.startsWith(`src/${folder}/`))
    .map((file) => ({ files: [file], rules: rule(patterns, syntax) })),
];

export const importDirections = [
  ...rooms.flatMap((room) =>
    inFolder(room, refused(room), ['workflows', 'view', 'contract'].includes(room) ? deterministic : []),
  ),
  ...Object.entries(partsOfPlan).flatMap(([part, patterns]) =>
    inFolder(`plan/${part}`, [...refused('plan'), ...patterns]),
  ),
  ...Object.entries(partsOfConsole).flatMap(([part, patterns]) =>
    inFolder(`console/${part}`, [...refused('console'), ...patterns]),
  ),
  {
    // Sent to a browser: types of the contract and of the API, words of the view, and nothing of Node.js.
    files: ['src/console/page/**/*.{ts,tsx}'],
    rules: rule(
      [
        packages.aws,
        packages.temporal,
        packages.zod,
        { ...packages.node, message: 'The page runs in a browser.' },
        packages.schema,
        consolePart('server', 'The page asks the server by HTTP.'),
        ...rooms.filter((room) => !['contract', 'view', 'console'].includes(room)).map(roomPattern),
      ],
      dialectSyntax,
    ),
  },
  ...inFolder('contract/schema', rooms.filter((r) => r !== 'contract').map(roomPattern)),
  { files: ['src/catalog/s3-source.ts'], rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' } },
  // What the check passes, the trainer must be able to read: both are the one reader, which imports nothing but words of the contract.
  ...inFolder('local/trainer', [
    ...rooms.filter((r) => r !== 'local' && r !== 'dataset').map(roomPattern),
    ...extra.local,
  ]),
  ...inFolder('local/temporal', rooms.filter((r) => r !== 'local').map(roomPattern)),
];
