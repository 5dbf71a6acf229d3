import type { HostingTarget } from '../../contract/run/plan.js';
import type { CreateEndpointBody } from './request-bodies.js';
import { hostingNames } from './resource-names.js';
import { tagsOf } from './resource-tags.js';

/** Body of CreateEndpoint as the Python SDK's JumpStart classes send it, on the config of the attempt. */
export function endpointRequest(target: HostingTarget, attempt: number): CreateEndpointBody {
  const { endpoint: EndpointName, endpointConfig: EndpointConfigName } = hostingNames(target, attempt);
  return { EndpointName, EndpointConfigName, Tags: tagsOf(target, { EndpointConfigName }) };
}
