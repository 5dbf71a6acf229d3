/** What has to answer before anything can be done. */
export type OutsideService = 'Temporal' | 'AWS' | 'codec server';

/** Temporal, AWS or a codec server can't be reached, or refuses the credentials. */
export class UnreachableError extends Error {
  readonly service: OutsideService;
  constructor(service: OutsideService, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreachableError';
    this.service = service;
  }
}
