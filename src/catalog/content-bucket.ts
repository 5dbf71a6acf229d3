import { requireRegion } from './regions.js';

/** Where JumpStart's documents and artifacts lie: one bucket a region, by a fixed pattern, or what the environment says instead. */
export interface BucketEnvironment {
  AWS_JUMPSTART_CONTENT_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_MODEL_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_SCRIPT_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_GATED_CONTENT_BUCKET_OVERRIDE?: string | undefined;
}

/** Names of the buckets of a region: of documents, of models behind an agreement, of models, and of scripts. */
export interface ContentBuckets {
  content: string;
  gated: string;
  models: string;
  scripts: string;
}

/** @throws CatalogError for a region without JumpStart, unless the environment names the bucket */
export function contentBuckets(region: string, environment: BucketEnvironment = process.env): ContentBuckets {
  const overridden = environment.AWS_JUMPSTART_CONTENT_BUCKET_OVERRIDE;
  if (!overridden) requireRegion(region);
  const content = overridden || `jumpstart-cache-prod-${region}`;
  return {
    content,
    gated: environment.AWS_JUMPSTART_GATED_CONTENT_BUCKET_OVERRIDE || `jumpstart-private-cache-prod-${region}`,
    models: environment.AWS_JUMPSTART_MODEL_BUCKET_OVERRIDE || content,
    scripts: environment.AWS_JUMPSTART_SCRIPT_BUCKET_OVERRIDE || content,
  };
}
