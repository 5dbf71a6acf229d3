/** Where JumpStart's documents and artifacts lie: one bucket a region, by a fixed pattern, or what the environment says instead. */
export interface BucketEnvironment {
  AWS_JUMPSTART_CONTENT_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_MODEL_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_SCRIPT_BUCKET_OVERRIDE?: string | undefined;
  AWS_JUMPSTART_GATED_CONTENT_BUCKET_OVERRIDE?: string | undefined;
}

export interface ContentBuckets {
  content: string;
  gated: string;
  models: string;
  scripts: string;
}

export function contentBuckets(region: string, environment: BucketEnvironment = process.env): ContentBuckets {
  const content = environment.AWS_JUMPSTART_CONTENT_BUCKET_OVERRIDE || `jumpstart-cache-prod-${region}`;
  return {
    content,
    gated: environment.AWS_JUMPSTART_GATED_CONTENT_BUCKET_OVERRIDE || `jumpstart-private-cache-prod-${region}`,
    models: environment.AWS_JUMPSTART_MODEL_BUCKET_OVERRIDE || content,
    scripts: environment.AWS_JUMPSTART_SCRIPT_BUCKET_OVERRIDE || content,
  };
}
