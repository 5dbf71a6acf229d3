import { endpointSummary } from '../hosting/endpoint-description.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { listPage } from '../resources/list-page.js';

export const listEndpoints: SageMakerOperation = (input, { endpoints }) => {
  const { items, next } = listPage(endpoints.all(), input, { sortOrder: 'Descending' });
  return { Endpoints: items.map(endpointSummary), ...next };
};
