import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askingAws, checkData, InvalidInputError, upload, uploadTarget } from '../../../client/index.js';
import type { DatasetReport } from '../../../contract/dataset.js';
import { defined } from '../../../contract/defined.js';
import { inspectLocalDataset } from '../../../dataset/index.js';
import { defaultBucket } from '../../../plan/index.js';
import { checkDataRequest, dataCheck, dataUpload } from '../../api/index.js';
import type { Context } from '../context.js';
import { sampleData, sampleName } from '../run-requests.js';
import { defaultUploadLimit, withUploadedFile } from '../uploaded-file.js';
import { demand } from '../security/guard.js';
import { answers } from './answers.js';

/** What stands in reports instead of a path of this machine. */
const uploadedName = 'data.csv';

export function addDataRoutes(app: FastifyInstance, context: Context): void {
  const { uploadLimit = defaultUploadLimit } = context.options;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/v1/data/check',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['data'],
        summary: 'Checks a data.csv that is on S3, or the sample',
        body: checkDataRequest,
        response: answers(dataCheck, 'What the check found; problems of the data are in the report'),
      },
    },
    async ({ body: { uri } }) => {
      if (uri === sampleName) return { report: { ...(await inspectLocalDataset(sampleData)), uri: sampleName } };
      if (!/^s3:\/\/[^/]/.test(uri)) {
        const message = `"${uri}" is not allowed; must be s3://BUCKET/PREFIX/ or "${sampleName}"`;
        throw new InvalidInputError([{ field: 'uri', message }]);
      }
      return { report: await checkData(uri, context.tunewright.aws, await context.region()) };
    },
  );
  typed.post(
    '/api/v1/data',
    {
      bodyLimit: uploadLimit,
      config: { access: 'viewer' },
      schema: {
        tags: ['data'],
        summary:
          'Takes a data.csv, checks it, and keeps it on S3 if it is in order; to keep it needs the role operator',
        consumes: ['text/csv', 'multipart/form-data'],
        querystring: z.strictObject({ keep: z.enum(['true', 'false']).optional().describe('false: only look') }),
        response: answers(dataUpload, 'Where it is kept, and what the check found'),
      },
    },
    (request) => {
      const keeps = request.query.keep !== 'false';
      if (keeps) demand(request.user, 'operator');
      return withUploadedFile(request, uploadLimit, async (file) => {
        const report = withoutPath(await inspectLocalDataset(file), file);
        return { uri: keeps && report.problems.length === 0 ? await kept(context, file) : null, report };
      });
    },
  );
}

/** Whoever uploaded it knows the file by its own name, and nothing of this machine's folders. */
const withoutPath = ({ mend, ...report }: DatasetReport, file: string): DatasetReport => ({
  ...report,
  uri: uploadedName,
  ...defined({ mend: mend && { ...mend, command: mend.command.replaceAll(file, uploadedName) } }),
});

/** The same content goes to the same key, and is stored once. */
async function kept({ tunewright: { aws }, region: regionOf }: Context, file: string): Promise<string> {
  const region = await regionOf();
  const { account, local } = await askingAws(() => aws.identity(region));
  const target = await uploadTarget(file, defaultBucket({ region, account }));
  // On AWS nothing is created that nobody asked for.
  await askingAws(() => upload(aws.clients(region), target, { createBucket: local }));
  return target.uri;
}
