import { z } from 'zod';
import { labelNamesExcess, labelNamesFault } from '../label-names.js';

/** Names of classes: sound, and few enough to stand in plan and history. */
export const labels = z
  .array(z.string(), {
    error: 'must be an array of names such as ["negative", "positive"], in the order of the labels',
  })
  .superRefine((names, context) => {
    const fault = labelNamesFault(names) ?? labelNamesExcess(names);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
