import type { Step } from './steps.js';

const deploys = { do: 'start', endpoint: 'red', kind: 'deploy' } as const;

/** Sequences that chance meets seldom: what they are about, in a sentence, and their steps. */
export const toldWalks: readonly (readonly [sentence: string, steps: readonly Step[]])[] = [
  [
    'a run that finds the name of its endpoint taken since it was planned leaves what took it',
    [
      { ...deploys, run: 'b', hold: { activity: 'planDeployment', when: 'after' } },
      { ...deploys, run: 'a' },
      { do: 'let go', run: 'b' },
    ],
  ],
  [
    'a run that is reset while a deletion waits for it comes to its end, and the endpoint goes',
    [
      { ...deploys, run: 'a', asks: true },
      { do: 'delete', endpoint: 'red' },
      { do: 'reset', run: 'a', to: 0.1 },
    ],
  ],
  [
    'a run that is started again while a deletion waits for the execution before it gets an endpoint of its own',
    [
      { ...deploys, run: 'a', asks: true },
      { do: 'delete', endpoint: 'red', hasty: true },
      { do: 'terminate', run: 'a', hasty: true },
      { ...deploys, run: 'a', update: true },
    ],
  ],
  [
    'a run that is reset after another one has updated its endpoint leaves that as it is',
    [
      { ...deploys, run: 'a' },
      { ...deploys, run: 'b', update: true },
      { do: 'reset', run: 'a', to: 0.4 },
    ],
  ],
  [
    'a run that is started again after it has deployed leaves what it has deployed',
    [
      { ...deploys, run: 'a', hold: { activity: 'planDeployment', when: 'after' } },
      { do: 'terminate', run: 'a' },
      { ...deploys, run: 'a' },
      { ...deploys, run: 'a', update: true, fails: true },
    ],
  ],
  [
    'a run that was terminated while it trained goes on with that job after a reset',
    [
      { do: 'start', run: 'a', endpoint: 'red', kind: 'train', long: true },
      { do: 'terminate', run: 'a' },
      { do: 'reset', run: 'a', to: 0.2 },
    ],
  ],
];
