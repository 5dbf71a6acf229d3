import type { AwsClients } from '../../../src/aws/index.js';
import { Aws } from '../../../src/aws/index.js';

/** The real questions to AWS, asked of the clients of a fake. */
export class FakedAws extends Aws {
  readonly #clients: AwsClients;

  constructor({ aws }: { readonly aws: Aws }) {
    super();
    this.#clients = aws.clients('us-east-1');
  }

  override clients(): AwsClients {
    return this.#clients;
  }
}
