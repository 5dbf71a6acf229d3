import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

const tags = [
  { name: 'health', description: 'What is reached and what is missing' },
  { name: 'session', description: 'Signing a browser in and out' },
  { name: 'models', description: 'The JumpStart catalogue' },
  { name: 'data', description: 'Checking and uploading data.csv' },
  { name: 'plans', description: 'What a run would do and cost' },
  { name: 'runs', description: 'Fine-tunes and deployments' },
  { name: 'endpoints', description: 'Live endpoints' },
  { name: 'schedules', description: 'Runs at set times' },
  { name: 'sweeps', description: 'What runs left' },
  { name: 'events', description: 'Whatever changes, as it changes' },
];

type Document = ReturnType<typeof jsonSchemaTransformObject>;

const file = { type: 'string', description: 'The file itself: label,text, no header' } as const;
const form = {
  type: 'object',
  properties: {
    'data.csv': { type: 'string', format: 'binary' },
    'labels.json': { type: 'string', format: 'binary', description: 'Names of the classes: a file of this name' },
  },
  required: ['data.csv'],
} as const;
const upload = { 'text/csv': { schema: file }, 'multipart/form-data': { schema: form } };

/** Bodies that are streamed, and so have no schema that they would be checked by. */
const uploads: Readonly<Record<string, object>> = {
  '/api/v1/data': upload,
  '/api/v1/endpoints/{name}/evaluations': {
    'application/json': { schema: { $ref: '#/components/schemas/EvaluationRequest' } },
    ...upload,
  },
};

function withUploads(document: Document): Document {
  const paths: Record<string, { post?: object } | undefined> = 'paths' in document ? { ...document.paths } : {};
  for (const [path, content] of Object.entries(uploads)) {
    const item = paths[path];
    if (item?.post !== undefined) {
      paths[path] = { ...item, post: { ...item.post, requestBody: { required: true, content } } };
    }
  }
  return { ...document, paths } as Document;
}

/** The description of the API, made from the very schemas that check it. Before the routes. */
export async function addOpenApi(app: FastifyInstance, version: string, cookieName: () => string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tunewright',
        version,
        description:
          'Fine-tunes and deploys SageMaker JumpStart text classifiers. Every error is RFC 9457 problem details.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags,
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: '`tunewright console token create`' },
          session: { type: 'apiKey', in: 'cookie', name: cookieName(), description: '`POST /api/session`' },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withUploads(jsonSchemaTransformObject(document)),
  });
  app.get('/api/openapi.json', { config: { access: 'anybody' }, schema: { hide: true } }, () => app.swagger());
}
