import type { TrainingProgress } from '../contract/run/status.js';

/** What a training job does now, as SageMaker tells it: `Downloading: Downloading the training image`. */
export const progressText = ({ secondaryStatus, statusMessage }: TrainingProgress): string =>
  `${secondaryStatus}${statusMessage ? `: ${statusMessage}` : ''}`;

/** What keeps us from looking, e.g. credentials that have expired; null while nothing does. */
export const troubleText = ({ trouble }: TrainingProgress): string | null =>
  trouble === undefined ? null : `can't look: ${trouble}`;
