import { InvalidSettingsError } from '../contract/invalid-settings.js';
import type { Problem } from '../contract/problems.js';
import { regionPattern, regionRule } from '../contract/region.js';

/** What the environment says of AWS: the SDK would take it as it stands, and find nobody there. @throws InvalidSettingsError */
export function checkAwsSettings(environment: NodeJS.ProcessEnv = process.env): void {
  const given = (name: string): string => environment[name]?.trim() ?? '';
  const problems: Problem[] = [];
  const check = (field: string, rule: string, fits: (value: string) => boolean): void => {
    if (given(field) !== '' && !fits(given(field))) problems.push({ field, message: `"${given(field)}" ${rule}` });
  };
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION'])
    check(name, regionRule, (region) => regionPattern.test(region));
  check('TUNEWRIGHT_PRICE_LIST', 'must be off, or an http or https URL', (at) => at === 'off' || isHttp(at));
  // Its value may hold a password.
  if (given('AWS_ENDPOINT_URL') !== '' && !isHttp(given('AWS_ENDPOINT_URL'))) {
    problems.push({
      field: 'AWS_ENDPOINT_URL',
      message: 'must be an http or https URL, such as http://127.0.0.1:4599',
    });
  }
  if (problems.length > 0) throw new InvalidSettingsError(problems);
}

const isHttp = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
