import type { CreateTrainingJobRequest, DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import { defined } from '../../contract/defined.js';
import { hasTrainingJobEnded } from '../../contract/resources.js';
import type { SageMaker } from '../sagemaker.js';
import type { ListedState, ListQuery } from './listed-state.js';
import { onwards, pageOf } from './listed-state.js';
import type { Resource, Wire } from './resource.js';
import { listed } from './resource.js';
import { sdk } from '../sdk.js';

const kind = 'training job';

/** Training jobs can't be deleted: one that goes on is stopped, and one that has ended is left. */
export const trainingJobs = {
  kind,
  async create(sagemaker: SageMaker, body: Wire<CreateTrainingJobRequest>): Promise<void> {
    await sagemaker.send(new (await sdk.sagemaker()).CreateTrainingJobCommand(body as CreateTrainingJobRequest));
  },
  async describe(sagemaker, TrainingJobName) {
    const answer = await sagemaker.send(new (await sdk.sagemaker()).DescribeTrainingJobCommand({ TrainingJobName }));
    return { arn: answer.TrainingJobArn, state: answer.TrainingJobStatus ?? 'unknown', answer };
  },
  async *list(sagemaker, createdFrom?: number) {
    for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListTrainingJobs, {
      StatusEquals: 'InProgress',
      ...onwards(createdFrom),
    })) {
      for (const job of page.TrainingJobSummaries ?? []) {
        const { TrainingJobName: name, TrainingJobArn: arn, TrainingJobStatus: state, CreationTime: createdAt } = job;
        yield* listed(kind, { name, arn, state, createdAt });
      }
    }
  },
  /** Page by page, newest first, in whatever state. */
  async *states(sagemaker: SageMaker, query: ListQuery): AsyncGenerator<ListedState[]> {
    for await (const page of sagemaker.pages((await sdk.sagemaker()).paginateListTrainingJobs, pageOf(query))) {
      yield (page.TrainingJobSummaries ?? []).map((job) =>
        defined({
          name: job.TrainingJobName ?? '',
          state: job.TrainingJobStatus ?? 'unknown',
          secondary: job.SecondaryStatus,
          createdAt: job.CreationTime?.getTime(),
          modifiedAt: job.LastModifiedTime?.getTime(),
        }),
      );
    }
  },
  async remove(sagemaker, TrainingJobName) {
    await sagemaker.send(new (await sdk.sagemaker()).StopTrainingJobCommand({ TrainingJobName }));
  },
  isOver: hasTrainingJobEnded,
  isRemovable: (state) => state === 'InProgress',
} satisfies Resource<DescribeTrainingJobResponse> & Record<string, unknown>;

export type { DescribeTrainingJobResponse };
