import { arn } from '../../../wire/arn.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import { manifest } from '../../jumpstart/model-documents.js';
import type { ManifestRow } from '../../jumpstart/model-documents.js';

/** The public hub, read only: the same documents that the JumpStart bucket has, in the form of the hub. */
export const hubName = 'SageMakerPublicHub';
const contentType = 'Model';
const schemaVersion = '2.3.0';
/** Nobody created these documents: they are as old as the epoch. */
export const creationTime = 0;

export function hubArn(region: string): string {
  return arn('sagemaker', region, `hub/${hubName}`, 'aws');
}

/** Oldest first; empty for another hub or another type of content. */
export function versionsOf({ HubName, HubContentType, HubContentName }: JsonObject, region: string): ManifestRow[] {
  const isPublicHub = HubName === hubName || HubName === hubArn(region);
  if (!isPublicHub || HubContentType !== contentType) return [];
  return manifest()
    .filter(({ model_id: id }) => id === HubContentName)
    .sort((a, b) => compareVersions(a.version, b.version));
}

/** A row of ListHubContentVersions, and what DescribeHubContent says beside the document. */
export function summarizeContent({ model_id: name, version }: ManifestRow, region: string): JsonObject {
  return {
    HubContentName: name,
    HubContentArn: arn('sagemaker', region, `hub-content/${hubName}/${contentType}/${name}/${version}`, 'aws'),
    HubContentVersion: version,
    HubContentType: contentType,
    DocumentSchemaVersion: schemaVersion,
    HubContentDisplayName: name,
    HubContentDescription: 'Served by a local stand-in, not by AWS.',
    HubContentStatus: 'Available',
    CreationTime: creationTime,
  };
}

export function contentNotFound(input: JsonObject, region: string): ServiceError {
  const { HubName, HubContentType, HubContentName, HubContentVersion } = input as Readonly<Record<string, string>>;
  const version = HubContentVersion === undefined ? '' : ` in version ${HubContentVersion}`;
  const content = `${HubContentType} ${HubContentName}${version}`;
  return new ServiceError('ResourceNotFound', `${content} does not exist in hub ${HubName} of ${region}.`);
}

export function compareVersions(a: string, b: string): number {
  const [x, y] = [sortableVersion(a), sortableVersion(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** 2.0.10 comes after 2.0.9: each number with four digits, as many as the service model allows. */
export function sortableVersion(version: string): string {
  return version
    .split('.')
    .map((part) => part.padStart(4, '0'))
    .join('.');
}
