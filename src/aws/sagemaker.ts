import type {
  $Command,
  SageMakerClient,
  SageMakerClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from '@aws-sdk/client-sagemaker';
import { boundedPages } from './bounded-pages.js';
import type { ListPage } from './bounded-pages.js';
import type { AwsClients } from './clients.js';
import { defined } from '../contract/defined.js';

type Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = $Command<
  Input,
  Output,
  SageMakerClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;

/** One of the SDK's `paginate…` functions. */
type Paginate<Input, Page extends ListPage> = (
  config: { client: SageMakerClient },
  input: Input,
  options: { abortSignal?: AbortSignal },
) => AsyncIterable<Page>;

/**
 * SageMaker of one region, for one piece of work: every call ends with that work's signal, which no caller can forget to pass.
 * The calls themselves stand in `resources/`, one file for each kind of resource. Errors are the SDK's.
 */
export interface SageMaker {
  send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
  ): Promise<Output>;
  pages<Input, Page extends ListPage>(paginate: Paginate<Input, Page>, input: Input): AsyncIterable<Page>;
}

/** @param first its calls go before those that can wait */
export function sageMaker(clients: AwsClients, signal?: AbortSignal, first = false): SageMaker {
  const options = defined({ abortSignal: signal });
  return {
    async send(command) {
      return (await clients.sagemaker({ first })).send(command, options);
    },
    async *pages(paginate, input) {
      yield* boundedPages(paginate({ client: await clients.sagemaker({ first }) }, input, options));
    },
  };
}
