import {
  compareVersions,
  contentNotFound,
  creationTime,
  sortableVersion,
  summarizeContent,
  versionsOf,
} from '../hub/hub-content.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';
import { listPage } from '../resources/list-page.js';

export const listHubContentVersions: SageMakerOperation = (input, { region }) => {
  const rows = versionsOf(input, region);
  if (rows.length === 0) throw contentNotFound(input, region);
  const { MinVersion: least, ...query } = input;
  const listed = rows
    .filter(({ version }) => least === undefined || compareVersions(version, least as string) >= 0)
    .map((row) => ({ row, name: sortableVersion(row.version), creationTime, lastModifiedTime: creationTime }));
  const { items, next } = listPage(listed, query, { sortOrder: 'Descending' });
  return { HubContentSummaries: items.map(({ row }) => summarizeContent(row, region)), ...next };
};
