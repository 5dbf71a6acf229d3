/**
 * Numbers as the SageMaker Python SDK prints them: its `str()` and `json.dumps()` decide what goes over the wire,
 * and JavaScript prints the same value otherwise (`1e-7` for `1e-07`, `0` for `0.0`).
 */

/** A number that a JSON document wrote with a fraction or an exponent: a float in Python, whatever its value. */
export class PythonFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  /** `repr()` of Python, e.g. `1e-07`, `5.0`. */
  toString(): string {
    return floatRepr(this.value);
  }
}

/** A value of a model document that is neither list nor object. */
export type PythonScalar = string | number | boolean | null | PythonFloat;

/** `repr(float)`: shortest digits, exponent form below 1e-4 and from 1e16 on, at least two exponent digits. */
function floatRepr(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '0', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+';
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = decimal(mantissa, exponent);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function decimal(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, '0');
  const fraction = padded.slice(exponent + 1);
  return `${sign}${padded.slice(0, exponent + 1)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** `str(value)` of Python for a value of a JSON document. */
export function pythonString(value: PythonScalar): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : floatRepr(value);
  return value.toString();
}

/** `json.dumps(value)` of Python: what the SDK puts into `HyperParameters`. Non-ASCII characters are escaped. */
export function pythonJson(value: PythonScalar): string {
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(
      /[\u007f-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  return pythonString(value);
}
