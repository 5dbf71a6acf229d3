import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../../src/local/sagemaker/policy/policy-document.js';
import type { PolicyDocument } from '../../../src/local/sagemaker/policy/policy-document.js';

/** Policies of iam/ for the account of the local SageMaker, in every region and for every bucket of it, as one. */
export function policyOf(name: string, ...more: string[]): PolicyDocument {
  const { Statement, ...document } = read(name);
  return { ...document, Statement: [...Statement, ...more.flatMap((other) => read(other).Statement)] };
}

function read(name: string): PolicyDocument {
  const text = readFileSync(new URL(`../../../iam/${name}.json`, import.meta.url), 'utf8');
  const filled = text
    .replaceAll('ACCOUNT', '123456789012')
    .replaceAll('REGION', '*')
    .replaceAll('PREFIX', '')
    .replaceAll('BUCKET', '*')
    .replaceAll('role/ROLE', 'role/*');
  return parsePolicy(filled);
}
