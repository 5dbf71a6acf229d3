import { ServiceError } from '../wire/service-error.js';
import { queryValue } from '../wire/http/call.js';
import type { Call, Protocol } from '../wire/http/call.js';
import { toServiceError } from '../wire/http/to-service-error.js';
import { readBody } from '../wire/http/read-body.js';
import { parseFaultRule } from './fault-rule.js';
import type { FaultRule } from './fault-rule.js';
import type { Faults } from './faults.js';

/** No bucket can have this name, so no request to S3 has this path. */
export const faultsPath = '/_tunewright/faults';
const bodyLimit = 1024 * 1024;

/** The rules over HTTP, as JSON and unsigned: GET lists, POST adds one or several, DELETE removes one (`?id=`) or all. */
export function faultsAdmin(faults: Faults): Protocol {
  return async (call) => {
    try {
      if (call.method === 'GET') return send(call, 200, { faults: faults.list() });
      if (call.method === 'DELETE') return send(call, 200, { removed: faults.remove(queryValue(call, 'id')) });
      if (call.method !== 'POST') throw new ServiceError('MethodNotAllowed', 'GET, POST or DELETE', 405);
      const rules = parse((await readBody(call.request, bodyLimit)).toString('utf8'));
      send(call, 201, { faults: rules.map((rule) => faults.add(rule)) });
    } catch (error) {
      const { status, message } = toServiceError(error, call);
      send(call, status, { message });
    }
  };
}

function parse(text: string): FaultRule[] {
  const given = readJson(text);
  return (Array.isArray(given) ? given : [given]).map((input: unknown) => {
    const parsed = parseFaultRule(input);
    if ('faults' in parsed) throw new ServiceError('InvalidRule', parsed.faults.join('; '));
    return parsed.rule;
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('InvalidRule', 'the body is not JSON');
  }
}

function send(call: Call, status: number, answer: unknown): void {
  call.response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(answer)}\n`);
}
