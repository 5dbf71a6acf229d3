import { artifactIn, dataIn, longTrainingType } from './stack.js';
import type { Start } from './steps.js';

/** The request of a run: any JSON, as another SDK would send it. */
export function requestOf({ kind, update, fails, asks, long }: Start, region: string, endpoint: string): object {
  const common = { model: { id: 'tensorflow-tc-local-use-lite-en' }, region };
  const training = long === true ? { training: { instanceType: longTrainingType } } : {};
  const trains = { ...common, ...training, data: dataIn(region) };
  if (kind === 'train') return { ...trains, deploy: false };
  const deploys = {
    endpoint: { name: endpoint, ...(update === true ? { update: {} } : {}) },
    gates: { deployment: 'auto', traffic: asks === true ? 'manual' : 'auto' },
    // The container gives every text the label 1.
    ...(fails === true ? { smokeTest: { samples: [{ text: 'a fine film', label: 0 }], minimumAgreement: 1 } } : {}),
  };
  return kind === 'deploy' ? { ...common, ...deploys, artifact: artifactIn(region) } : { ...trains, ...deploys };
}
