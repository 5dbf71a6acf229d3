/** The catalogue can't answer; `field` names the part of a request that is to blame. */
export class CatalogError extends Error {
  readonly field: string;
  constructor(field: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CatalogError';
    this.field = field;
  }
}
