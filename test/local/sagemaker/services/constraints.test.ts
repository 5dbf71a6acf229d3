import { expect, test } from 'vitest';
import { Faults } from '../../../../src/local/sagemaker/faults/faults.js';
import { constraints } from '../../../../src/local/sagemaker/services/constraints.generated.js';
import { kmsService } from '../../../../src/local/sagemaker/services/kms/kms-service.js';
import { logsService } from '../../../../src/local/sagemaker/services/logs/logs-service.js';
import { quotasService } from '../../../../src/local/sagemaker/services/quotas/quotas-service.js';
import { runtimeService } from '../../../../src/local/sagemaker/services/runtime/runtime-service.js';
import { sageMakerService } from '../../../../src/local/sagemaker/services/sagemaker/sagemaker-service.js';
import { sqsService } from '../../../../src/local/sagemaker/services/sqs/sqs-service.js';
import { stsService } from '../../../../src/local/sagemaker/services/sts/sts-service.js';

const none = (): never => {
  throw new Error('nothing is asked here');
};
const onRequest = (): Promise<void> => Promise.resolve();

const services = [
  ['sagemaker', sageMakerService(none, onRequest)],
  ['logs', logsService(none, onRequest)],
  ['service-quotas', quotasService((region) => ({ region, faults: new Faults() }), onRequest)],
  ['sagemaker-runtime', runtimeService(none, onRequest)],
  ['sts', stsService(onRequest)],
  ['sqs', sqsService(none, onRequest)],
  ['kms', kmsService((region) => ({ region }), onRequest)],
] as const;

test.each(services)('the constraints of %s are those of the operations that are served', (name, { operations }) => {
  expect(Object.keys(constraints[name].operations).sort()).toEqual([...operations.keys()].sort());
});

test('no other service has constraints', () => {
  expect(Object.keys(constraints).sort()).toEqual(services.map(([name]) => name).sort());
});
