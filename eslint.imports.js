/**
 * Which room may import which: the arrows of ARCHITECTURE.md as lint rules.
 * A room that is not listed for another is refused there, types included.
 */
const rooms = [
  'contract',
  'catalog',
  'dataset',
  'plan',
  'workflows',
  'activities',
  'aws',
  'worker',
  'client',
  'local',
  'cli',
];

/** room -> rooms that it may import besides its own. */
const allowed = {
  contract: [],
  catalog: ['contract'],
  dataset: ['contract'],
  plan: ['contract', 'catalog', 'dataset'],
  workflows: ['contract'],
  aws: ['contract', 'catalog', 'dataset'],
  activities: ['contract', 'catalog', 'dataset', 'plan', 'aws'],
  worker: ['contract', 'catalog', 'dataset', 'plan', 'aws', 'activities'],
  client: ['contract', 'catalog', 'dataset', 'plan', 'aws'],
  local: [],
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
  any: { regex: '^[^.]', message: 'Workflows import the contract and @temporalio/workflow, nothing else.' },
  schema: { regex: 'contract/schema', message: 'Schemas are not loaded by workflows.' },
};

const extra = {
  contract: [packages.aws, packages.temporal, packages.zod, packages.node],
  catalog: [packages.temporal, packages.zod],
  dataset: [packages.aws, packages.temporal, packages.zod],
  plan: [packages.aws, packages.temporal, packages.zod],
  workflows: [{ ...packages.any, regex: '^(?!\\.|@temporalio/workflow$)' }, packages.schema],
  aws: [packages.temporal],
  activities: [packages.aws],
  worker: [packages.aws],
  client: [packages.aws],
  local: [packages.temporal],
  cli: [packages.aws],
};

/** The workflow sandbox gives `Math.random` a seed, but a number drawn in a query or a validator would shift all later ones. */
const deterministic = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Not deterministic on replay.' },
];

/** The patterns as rules for all forms: declarations, and `import('…')` as an expression or a type. */
const rule = (patterns, syntax = []) => ({
  'no-restricted-imports': ['error', { patterns }],
  'no-restricted-syntax': [
    'error',
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

export const importDirections = [
  ...rooms.map((room) => ({
    files: [`src/${room}/**/*.ts`],
    rules: rule(
      [...rooms.filter((other) => other !== room && !allowed[room].includes(other)).map(roomPattern), ...extra[room]],
      ['workflows', 'contract'].includes(room) ? deterministic : [],
    ),
  })),
  { files: ['src/contract/schema/**/*.ts'], rules: rule(rooms.filter((r) => r !== 'contract').map(roomPattern)) },
  { files: ['src/catalog/s3-source.ts'], rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' } },
  // What the check passes, the trainer must be able to read: both are the one reader, which imports nothing but words of the contract.
  {
    files: ['src/local/trainer/**/*.ts'],
    rules: rule([...rooms.filter((r) => r !== 'local' && r !== 'dataset').map(roomPattern), ...extra.local]),
  },
  { files: ['src/local/temporal/**/*.ts'], rules: rule(rooms.filter((r) => r !== 'local').map(roomPattern)) },
];
