/** Settings of the user's own AWS and Temporal that must not reach an embedded run: it would train on the real account. */
const foreign = /^(AWS_(?!SDK_JS_)|TEMPORAL_)/;

/** This process's environment without anything that points to AWS or Temporal, then `ours`. */
export function childEnvironment(environment: NodeJS.ProcessEnv, ours: Record<string, string>): NodeJS.ProcessEnv {
  const neutral = Object.entries(environment).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(neutral),
    // Profiles in files would come back through their default places.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    ...ours,
  };
}
