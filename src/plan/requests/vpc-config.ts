import type { VpcOptions } from '../../contract/run/requests.js';
import type { VpcConfig } from './request-bodies.js';

/** VpcConfig of a training job or a model; undefined where the containers are attached to no VPC. */
export const vpcConfigOf = (vpc: VpcOptions | undefined): VpcConfig | undefined =>
  vpc === undefined ? undefined : { Subnets: vpc.subnets, SecurityGroupIds: vpc.securityGroupIds };
