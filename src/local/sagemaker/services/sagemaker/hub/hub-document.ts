/** Marks the source text of a number while a document is taken apart: JSON.parse would make 0.0 and 1e-07 other texts. */
const numberMark = '\uE000';

/** Members that the hub has under another name; undefined leaves them out. */
const renamed: Readonly<Record<string, string | undefined>> = {
  model_id: undefined,
  version: undefined,
  deprecated: undefined,
  deprecated_message: undefined,
  deprecate_warn_message: undefined,
  inference_vulnerable: undefined,
  inference_vulnerabilities: undefined,
  training_vulnerable: undefined,
  training_vulnerabilities: undefined,
  hosting_ecr_specs: undefined,
  training_ecr_specs: undefined,
  metrics: 'TrainingMetrics',
  predictor_specs: 'SageMakerSdkPredictorSpecifications',
};

/** Their members stand in the hub's document itself. */
const spread = ['model_kwargs', 'fit_kwargs', 'deploy_kwargs', 'estimator_kwargs'];
/** Below these the keys are data (names of environment variables, of payloads), not names of members. */
const data = ['environment_variables', 'default_payloads'];

interface InstanceTypeVariants {
  readonly regional_aliases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly variants?: Readonly<Record<string, VariantProperties>>;
}

interface VariantProperties {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly regional_properties?: { readonly image_uri?: string };
}

type Node = Readonly<Record<string, unknown>>;

/**
 * A spec document as SageMakerPublicHub has it: names in UpperCamelCase, keys as whole URIs, images of one region.
 * On one line, because the service model allows no other.
 */
export function hubDocument(spec: string, region: string): string {
  const source = JSON.parse(markNumbers(spec)) as Node;
  return unmarkNumbers(JSON.stringify(modelDocument(source, `s3://jumpstart-cache-prod-${region}/`, region)));
}

/** Text classifiers of TensorFlow are all of this kind, of which the specs have no word. */
const modelTypes = ['OPEN_WEIGHTS'];

function modelDocument(spec: Node, bucketUri: string, region: string): Node {
  const entries = Object.entries(spec).flatMap(([name, value]): [string, unknown][] => {
    if (spread.includes(name)) return Object.entries(camelCased(value) as Node);
    if (name in renamed) return renamed[name] === undefined ? [] : [[renamed[name], camelCased(value)]];
    if (name.endsWith('_instance_type_variants')) {
      const { images, variants } = regional(value as InstanceTypeVariants, region);
      const ecr: [string, unknown][] = images[0] === undefined ? [] : [[ecrMember(name), images[0]]];
      return [...ecr, [upperCamelCase(name), { Variants: variants }]];
    }
    if (/_key$/.test(name)) return [[upperCamelCase(name.replace(/_key$/, '_uri')), bucketUri + String(value)]];
    return [[upperCamelCase(name), camelCased(value)]];
  });
  return { ModelTypes: modelTypes, ...Object.fromEntries(entries) };
}

function ecrMember(name: string): string {
  return name.startsWith('hosting') ? 'HostingEcrUri' : 'TrainingEcrUri';
}

/** The hub knows no aliases: each variant has the image of its region. */
function regional(
  { regional_aliases: aliases = {}, variants = {} }: InstanceTypeVariants,
  region: string,
): { images: string[]; variants: Node } {
  const resolved = Object.entries(variants).map(([name, { properties = {}, regional_properties: own = {} }]) => {
    const image = own.image_uri?.startsWith('$') === true ? aliases[region]?.[own.image_uri.slice(1)] : own.image_uri;
    const members = { ...properties, ...(image === undefined ? {} : { image_uri: image }) };
    return [name, { image, Properties: camelCased(members) }] as const;
  });
  return {
    images: resolved.flatMap(([, { image }]) => (image === undefined ? [] : [image])),
    variants: Object.fromEntries(resolved.map(([name, { Properties }]) => [name, { Properties }])),
  };
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Node);
  return Object.fromEntries(
    entries.map(([name, inner]) => [upperCamelCase(name), data.includes(name) ? inner : camelCased(inner)]),
  );
}

function upperCamelCase(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function markNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${numberMark}${token}"`,
  );
}

function unmarkNumbers(json: string): string {
  return json.replace(new RegExp(`"${numberMark}([^"]*)"`, 'g'), '$1');
}
