/** What Service Quotas calls the number of instances of a type that may train at a time. */
export const trainingQuota = (instanceType: string, spot = false): string =>
  `${instanceType} for ${spot ? 'spot training job' : 'training job'} usage`;

/** The same of the instances of endpoints. */
export const endpointQuota = (instanceType: string): string => `${instanceType} for endpoint usage`;
