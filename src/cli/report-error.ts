import { exitCodes } from './exit-codes.js';
import { printJson, say } from './output.js';
import { visibleLines } from './visible.js';
import { errorText } from '../contract/text/error-text.js';

interface Reported {
  code: number;
  /** What `--json` prints on stdout. */
  document: Record<string, unknown>;
}

/** Errors by name, so that reporting one loads none of the rooms. */
const kinds: Record<string, (error: Error) => Reported> = {
  InvalidInputError: invalidInput,
  InvalidSettingsError: invalidInput,
  DecisionRefusedError: (error) => ({
    code: exitCodes.badInput,
    document: { error: 'DecisionRefused', message: error.message },
  }),
  UnreachableError: (error) => ({
    code: exitCodes.unreachable,
    document: { error: 'Unreachable', message: error.message },
  }),
  DeletionTimeoutError: (error) => {
    const { endpoint, state } = error as Error & { endpoint: string; state: string };
    return {
      code: exitCodes.failed,
      document: { error: 'DeletionTimeout', endpoint, state, message: error.message },
    };
  },
  MissingPieceError: (error) => ({
    code: exitCodes.failed,
    document: { error: 'MissingPiece', message: error.message },
  }),
  RunFailedError: (error) => {
    const { run, outcome, type } = error as Error & { run: string; outcome: string; type: string };
    return {
      code: outcome === 'failed' ? exitCodes.failed : exitCodes.rejected,
      document: { run, outcome, failure: { type, message: error.message } },
    };
  },
};

function invalidInput(error: Error): Reported {
  return {
    code: exitCodes.badInput,
    document: { error: 'InvalidInput', problems: (error as Error & { problems?: unknown }).problems },
  };
}

/** What the SDK says of a payload that no codec of this process reads. */
const encoded = /^Unknown encoding: (.+)$/;

/** An error in words that say what to do, where its own do not. */
function messageOf(error: unknown): string {
  const message = errorText(error);
  const [, encoding] = encoded.exec(message) ?? [];
  if (encoding === undefined) return message;
  return (
    `payloads of this namespace are encoded (${encoding}), and nothing here reads them; ` +
    'set TUNEWRIGHT_ENCRYPTION_KEYS as the worker has it, or TEMPORAL_CODEC_ENDPOINT to your codec server'
  );
}

/** Says on stderr what went wrong, prints the document for machines, and returns the exit code. */
export function reportError(error: unknown, json: boolean): number {
  const known = error instanceof Error ? kinds[error.name]?.(error) : undefined;
  const message = messageOf(error);
  // SageMaker passes on what a training script wrote: its further lines must not look like those of the run.
  say(error instanceof Error && error.name === 'RunFailedError' ? visibleLines(message) : message);
  if (known === undefined && error instanceof Error && process.env['TUNEWRIGHT_DEBUG']) say(error.stack);
  if (json) printJson(known?.document ?? { error: 'Unexpected', message });
  return known?.code ?? exitCodes.failed;
}
