import { expect, test } from 'vitest';
import { fleetOf, knownFleets } from '../../src/aws/fleets.js';
import { sageMaker } from '../../src/aws/index.js';
import { awsError } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

const config = {
  ProductionVariants: [{ VariantName: 'AllTraffic', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 }],
};
const scaled = {
  EndpointStatus: 'InService',
  EndpointConfigName: 'reviews-1',
  ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2, DesiredInstanceCount: 3 }],
};
const account: Answers = {
  DescribeEndpoint: scaled,
  DescribeEndpointConfig: config,
  ListEndpoints: {
    Endpoints: [
      { EndpointName: 'reviews', EndpointArn: 'arn:reviews', EndpointStatus: 'InService' },
      { EndpointName: 'broken', EndpointArn: 'arn:broken', EndpointStatus: 'Failed' },
    ],
  },
};
const sagemaker = (answers: Answers) => sageMaker(fakeAws({ ...account, ...answers }).aws.clients('us-east-1'));
const known = (answers: Answers = {}) => knownFleets(() => sagemaker(answers));
const reviews = (instanceCount: number) => ({
  endpoint: 'reviews',
  variants: [{ name: 'AllTraffic', instanceType: 'ml.m5.xlarge', instanceCount }],
});

test('an endpoint that was scaled has the instances that are wanted of it now', async () => {
  expect(await fleetOf(sagemaker({}), 'reviews')).toEqual(reviews(3));
});

test('an endpoint that is just being created has the instances of its config', async () => {
  const DescribeEndpoint = { EndpointStatus: 'Creating', EndpointConfigName: 'reviews-1' };
  expect(await fleetOf(sagemaker({ DescribeEndpoint }), 'reviews')).toEqual(reviews(1));
});

test('the fleets of a region are those of the endpoints that have instances', async () => {
  expect(await known()).toEqual([reviews(3)]);
});

test('the fleets of a region that may not be looked at are none', async () => {
  expect(await known({ ListEndpoints: throwing(awsError('AccessDeniedException', 'no')) })).toEqual([]);
});

test('an endpoint whose config records what it is asked says so', async () => {
  const DescribeEndpointConfig = { ...config, DataCaptureConfig: { EnableCapture: true } };
  expect(await fleetOf(sagemaker({ DescribeEndpointConfig }), 'reviews')).toHaveProperty('capturesData', true);
});
