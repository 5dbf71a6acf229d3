import { hubArn, hubContentArn } from '../../../wire/account.js';
import { pageOf } from '../resources/list-page.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/protocols/aws-json.js';
import { documents, manifest } from '../../jumpstart/model-documents.js';
import type { ManifestRow } from '../../jumpstart/model-documents.js';
import { hubDocument } from '../hub/hub-document.js';

const hubName = 'SageMakerPublicHub';
const contentType = 'Model';
const schemaVersion = '2.3.0';
/** Nobody created these documents: they are as old as the epoch. */
const creationTime = 0;

/** The public hub, read only: the same documents that the JumpStart bucket has, in the form of the hub. */
export const hubOperations: Readonly<Record<'DescribeHubContent' | 'ListHubContentVersions', Operation>> = {
  DescribeHubContent: (input, region) => {
    const rows = versionsOf(input, region);
    const { HubContentVersion: version } = input;
    const row = version === undefined ? rows.at(-1) : rows.find((candidate) => candidate.version === version);
    const spec = row && documents(region).get(row.spec_key);
    if (row === undefined || spec === undefined) throw notFound(input, region);
    return {
      ...summarize(row, region),
      HubName: hubName,
      HubArn: hubArn(region, hubName),
      HubContentDocument: hubDocument(spec, region),
    };
  },
  ListHubContentVersions: (input, region) => {
    const rows = versionsOf(input, region);
    if (rows.length === 0) throw notFound(input, region);
    const { MinVersion: least, ...query } = input;
    const listed = rows
      .filter(({ version }) => least === undefined || compareVersions(version, least as string) >= 0)
      .map((row) => ({ row, name: sortableVersion(row.version), creationTime, lastModifiedTime: creationTime }));
    const { items, nextToken } = pageOf(listed, query, { sortOrder: 'Descending' });
    return {
      HubContentSummaries: items.map(({ row }) => summarize(row, region)),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
};

/** Oldest first; empty for another hub or another type of content. */
function versionsOf({ HubName, HubContentType, HubContentName }: JsonObject, region: string): ManifestRow[] {
  const isPublicHub = HubName === hubName || HubName === hubArn(region, hubName);
  if (!isPublicHub || HubContentType !== contentType) return [];
  return manifest()
    .filter(({ model_id: id }) => id === HubContentName)
    .sort((a, b) => compareVersions(a.version, b.version));
}

function summarize({ model_id: name, version }: ManifestRow, region: string): JsonObject {
  return {
    HubContentName: name,
    HubContentArn: hubContentArn(region, hubName, `${contentType}/${name}/${version}`),
    HubContentVersion: version,
    HubContentType: contentType,
    DocumentSchemaVersion: schemaVersion,
    HubContentDisplayName: name,
    HubContentDescription: 'Served by a local stand-in, not by AWS.',
    HubContentStatus: 'Available',
    CreationTime: creationTime,
  };
}

function notFound(input: JsonObject, region: string): Error {
  const { HubName, HubContentType, HubContentName, HubContentVersion } = input as Readonly<Record<string, string>>;
  const version = HubContentVersion === undefined ? '' : ` in version ${HubContentVersion}`;
  const content = `${HubContentType} ${HubContentName}${version}`;
  return new ServiceError('ResourceNotFound', `${content} does not exist in hub ${HubName} of ${region}.`);
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [sortableVersion(a), sortableVersion(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** 2.0.10 comes after 2.0.9: each number with four digits, as many as the service model allows. */
function sortableVersion(version: string): string {
  return version
    .split('.')
    .map((part) => part.padStart(4, '0'))
    .join('.');
}
