import { checkInput, withoutNulls } from '../model/check-input.js';
import type { ServiceConstraints } from '../model/shape.js';
import type { ServiceError } from '../service-error.js';
import type { JsonObject, Operation, ServedOperations } from './operation.js';

/** Instead of constraints, for a service whose inputs are no JSON: its operations check by themselves what they get. */
export const checkedByOperations = 'checked by operations';

interface InputChecks {
  /** What AWS's model of the service demands of the inputs. */
  readonly constraints: ServiceConstraints;
  /** The error by which the service refuses an input. */
  readonly refusal: (message: string) => ServiceError;
}

export type ServiceDefinition<State, Input, Output> = (
  InputChecks | { readonly constraints: typeof checkedByOperations; readonly refusal?: never }
) & {
  /** By name, as AWS writes it. */
  readonly operations: Readonly<Record<string, Operation<State, Input, Output>>>;
  readonly stateOf: (region: string) => State;
};

/**
 * The operations of a service, each behind the check of its input.
 * @throws Error naming an operation without constraints: it would take anything
 */
export function serve<State, Input = JsonObject, Output = JsonObject | undefined>({
  operations,
  stateOf,
  ...checks
}: ServiceDefinition<State, Input, Output>): ServedOperations<Input, Output> {
  const served = Object.entries(operations).map(([name, operation]) => {
    const check = checks.constraints === checkedByOperations ? (input: Input) => input : checkOf<Input>(name, checks);
    const run = (input: Input, region: string): Promise<Output> | Output => operation(check(input), stateOf(region));
    return [name, run] as const;
  });
  return new Map(served);
}

function checkOf<Input>(operation: string, { constraints, refusal }: InputChecks): (input: Input) => Input {
  const shape = constraints.operations[operation];
  if (shape === undefined) {
    throw new Error(`${operation} has no constraints; scripts/generate-constraints.mjs makes them`);
  }
  return (input) => {
    checkInput(constraints.shapes, shape, input, refusal);
    return withoutNulls(constraints.shapes, shape, input) as Input;
  };
}
