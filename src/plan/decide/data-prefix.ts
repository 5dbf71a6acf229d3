/**
 * The prefix that a data URI means. SageMaker reads every key that starts with it: without the slash a neighbour's data would come along.
 * The URI of a `data.csv` means the prefix that it lies under.
 */
export function prefixOf(uri: string): string {
  const directory = uri.replace(/\/data\.csv$/, '/');
  return directory.endsWith('/') ? directory : `${directory}/`;
}

/** Says what was made of data URIs that were no prefixes. */
export const prefixNotices = (uris: Record<string, string | undefined>): string[] =>
  Object.entries(uris).flatMap(([field, uri]) =>
    uri === undefined || prefixOf(uri) === uri ? [] : [`${field}: "${uri}" is taken as the prefix "${prefixOf(uri)}"`],
  );
