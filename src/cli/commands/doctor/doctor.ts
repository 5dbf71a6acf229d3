import { defined } from '../../../contract/defined.js';
import type { Finding } from '../../../doctor/index.js';
import { diagnose } from '../../../doctor/index.js';
import { exitCodes } from '../../exit-codes.js';
import type { Style } from '../../output.js';
import { print, printJson } from '../../output.js';

export interface DoctorOptions {
  readonly region?: string;
  readonly role?: string;
  readonly bucket?: string;
  readonly instanceType?: string[];
  readonly inferenceInstanceType?: string[];
  readonly json?: true;
}

const signs: Record<Finding['state'], readonly [sign: string, style: Style]> = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  fault: ['✗', 'red'],
  unknown: ['?', 'dim'],
};

/** Prints what was found; the exit code is 1 where something is wrong that runs would not work with. */
export async function examine(options: DoctorOptions): Promise<number> {
  const { region, role, bucket, instanceType, inferenceInstanceType } = options;
  const findings = await diagnose(
    defined({ region, role, bucket, instanceTypes: instanceType, inferenceInstanceTypes: inferenceInstanceType }),
  );
  const healthy = findings.every(({ state }) => state !== 'fault');
  if (options.json === true) printJson({ healthy, findings });
  else findings.forEach(show);
  return healthy ? exitCodes.done : exitCodes.failed;
}

function show({ about, state, text, mend }: Finding): void {
  const [sign, style] = signs[state];
  print(`${sign} ${about}: ${text}`, style);
  if (mend !== null) print(`    ${mend}`);
}
