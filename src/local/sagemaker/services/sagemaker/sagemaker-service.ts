import { serve } from '../../wire/service/serve.js';
import type { JsonService } from '../../wire/protocols/aws-json.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { constraints } from '../constraints.generated.js';
import { addTags } from './operations/add-tags.js';
import { createEndpoint } from './operations/create-endpoint.js';
import { createEndpointConfig } from './operations/create-endpoint-config.js';
import { createModel } from './operations/create-model.js';
import { createTrainingJob } from './operations/create-training-job.js';
import { deleteEndpoint } from './operations/delete-endpoint.js';
import { deleteEndpointConfig } from './operations/delete-endpoint-config.js';
import { deleteModel } from './operations/delete-model.js';
import { deleteTags } from './operations/delete-tags.js';
import { deleteTrainingJob } from './operations/delete-training-job.js';
import { describeEndpoint } from './operations/describe-endpoint.js';
import { describeEndpointConfig } from './operations/describe-endpoint-config.js';
import { describeHubContent } from './operations/describe-hub-content.js';
import { describeModel } from './operations/describe-model.js';
import { describeTrainingJob } from './operations/describe-training-job.js';
import { listEndpointConfigs } from './operations/list-endpoint-configs.js';
import { listEndpoints } from './operations/list-endpoints.js';
import { listHubContentVersions } from './operations/list-hub-content-versions.js';
import { listModels } from './operations/list-models.js';
import { listTags } from './operations/list-tags.js';
import { listTrainingJobs } from './operations/list-training-jobs.js';
import { search } from './operations/search.js';
import { stopTrainingJob } from './operations/stop-training-job.js';
import { updateEndpoint } from './operations/update-endpoint.js';
import { updateEndpointWeightsAndCapacities } from './operations/update-endpoint-weights-and-capacities.js';
import type { SageMakerOperation, SageMakerRegion } from './region/sagemaker-region.js';
import { validationException } from './resources/validation-exception.js';

const operations: Readonly<Record<string, SageMakerOperation>> = {
  CreateTrainingJob: createTrainingJob,
  DescribeTrainingJob: describeTrainingJob,
  ListTrainingJobs: listTrainingJobs,
  StopTrainingJob: stopTrainingJob,
  DeleteTrainingJob: deleteTrainingJob,
  CreateModel: createModel,
  DescribeModel: describeModel,
  ListModels: listModels,
  DeleteModel: deleteModel,
  CreateEndpointConfig: createEndpointConfig,
  DescribeEndpointConfig: describeEndpointConfig,
  ListEndpointConfigs: listEndpointConfigs,
  DeleteEndpointConfig: deleteEndpointConfig,
  CreateEndpoint: createEndpoint,
  DescribeEndpoint: describeEndpoint,
  ListEndpoints: listEndpoints,
  UpdateEndpoint: updateEndpoint,
  UpdateEndpointWeightsAndCapacities: updateEndpointWeightsAndCapacities,
  DeleteEndpoint: deleteEndpoint,
  AddTags: addTags,
  ListTags: listTags,
  DeleteTags: deleteTags,
  DescribeHubContent: describeHubContent,
  ListHubContentVersions: listHubContentVersions,
  Search: search,
};

/** Amazon SageMaker. */
export function sageMakerService(stateOf: (region: string) => SageMakerRegion, onRequest: OnRequest): JsonService {
  return {
    target: 'SageMaker',
    signingName: 'sagemaker',
    operations: serve({ constraints: constraints.sagemaker, refusal: validationException, operations, stateOf }),
    onRequest,
  };
}
