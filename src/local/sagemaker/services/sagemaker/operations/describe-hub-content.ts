import { documents } from '../../jumpstart/model-documents.js';
import { contentNotFound, hubArn, hubName, summarizeContent, versionsOf } from '../hub/hub-content.js';
import { hubDocument } from '../hub/hub-document.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

export const describeHubContent: SageMakerOperation = (input, { region }) => {
  const rows = versionsOf(input, region);
  const { HubContentVersion: version } = input;
  const row = version === undefined ? rows.at(-1) : rows.find((candidate) => candidate.version === version);
  const spec = row && documents(region).get(row.spec_key);
  if (row === undefined || spec === undefined) throw contentNotFound(input, region);
  return {
    ...summarizeContent(row, region),
    HubName: hubName,
    HubArn: hubArn(region),
    HubContentDocument: hubDocument(spec, region),
  };
};
