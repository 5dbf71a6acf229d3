import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stacks of failures go through the codec as payloads do. The SDK loads it by its path, also into a workflow bundle. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
