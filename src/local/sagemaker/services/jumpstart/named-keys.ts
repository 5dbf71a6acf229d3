/** What an object that a spec document names stands for. */
export type KeyKind = 'artifact' | 'training script' | 'hosting script' | 'dataset';

/** Members of a spec document, and of the properties of an instance type variant, that name objects. */
const keyMembers: Readonly<Record<string, KeyKind>> = {
  training_artifact_key: 'artifact',
  hosting_artifact_key: 'artifact',
  hosting_prepacked_artifact_key: 'artifact',
  artifact_key: 'artifact',
  prepacked_artifact_key: 'artifact',
  training_artifact_uri: 'artifact',
  training_script_key: 'training script',
  training_prepacked_script_key: 'training script',
  hosting_script_key: 'hosting script',
  script_key: 'hosting script',
  default_training_dataset_key: 'dataset',
};

/** Every key (or prefix, ending in `/`) that a document names, wherever in it. */
export function namedKeys(document: unknown): Map<string, KeyKind> {
  const found = new Map<string, KeyKind>();
  collect(document, found);
  return found;
}

function collect(node: unknown, found: Map<string, KeyKind>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    const kind = keyMembers[name];
    if (kind !== undefined && typeof value === 'string') found.set(value.replace(/^s3:\/\/[^/]+\//, ''), kind);
    else collect(value, found);
  }
}
