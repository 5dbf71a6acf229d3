import type { DatasetReport, LabelledText } from '../../contract/dataset.js';
import type { SmokeTestPlan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { SmokeTestOptions } from '../../contract/run/requests.js';

/** An endpoint that is slower than this, warmed up, is of no use behind a request of a person. */
const defaultMaxLatencyInMilliseconds = 10_000;

/** What is sent to the endpoint, and what must come back. `dataset` is null where nothing is trained. */
export function planSmokeTest(
  asked: SmokeTestOptions = {},
  dataset: Pick<DatasetReport, 'samples' | 'classes'> | null,
): { plan: SmokeTestPlan; problems: Problem[] } {
  const samples = asked.samples ?? asked.texts?.map((text) => ({ text })) ?? dataset?.samples ?? [];
  const expectsNothing = asked.samples === undefined && (asked.texts !== undefined || dataset === null);
  return {
    plan: {
      samples,
      maxLatencyInMilliseconds: asked.maxLatencyInMilliseconds ?? defaultMaxLatencyInMilliseconds,
      minimumAgreement: asked.minimumAgreement ?? null,
    },
    problems: [
      ...(asked.minimumAgreement !== undefined && expectsNothing
        ? [{ field: 'smokeTest.minimumAgreement', message: 'needs labels to agree with; give samples with labels' }]
        : []),
      ...unknownLabels(asked.samples ?? [], dataset?.classes ?? 0),
    ],
  };
}

/** The number of classes is known only where data was looked at. */
function unknownLabels(samples: LabelledText[], classes: number): Problem[] {
  if (classes === 0) return [];
  return samples.flatMap(({ label }, index) =>
    label < classes
      ? []
      : [
          {
            field: `smokeTest.samples.${index}.label`,
            message: `${label} is no label of the data, which has 0 to ${classes - 1}`,
          },
        ],
  );
}
