// What the fuzzers send by, and measure.
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** @typedef {import('node:http').Agent} Agent */

/** No answer may take longer. */
export const longestMs = 5_000;

/** @typedef {{ status: string; what: string; finding?: string }} Outcome */
/** What is wrong with an answer, if anything. @typedef {(status: number, text: string) => string | undefined} Judge */

/**
 * Sends a request, and has its answer judged. None at all is a finding.
 * @param {import('./requests.mjs').Request} request
 * @param {{ host?: string; port: number; agent: Agent }} to
 * @param {Judge} findingOf
 * @returns {Promise<Outcome>}
 */
export function send({ method, target, headers, body }, { host = '127.0.0.1', port, agent }, findingOf) {
  const what = `${method} ${target.slice(0, 200)} ${JSON.stringify(headers).slice(0, 400)} ${body.toString('latin1').slice(0, 300)}`;
  return new Promise((resolve) => {
    const call = httpRequest({ host, port, method, path: target, agent, timeout: 2 * longestMs });
    for (const [name, value] of Object.entries(headers)) call.setHeader(name, value);
    call.setHeader('content-length', body.length);
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', (error) => resolve({ status: 'broken', what, finding: `no answer (${error.message})` }));
    call.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text = (text + part).slice(0, 4_000)));
      response.on('error', (error) =>
        resolve({ status: 'broken', what, finding: `half an answer (${error.message})` }),
      );
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        const finding = findingOf(status, text);
        resolve({ status: String(status), what, ...(finding === undefined ? {} : { finding }) });
      });
    });
    call.end(body);
  });
}

/**
 * Whatever comes back or nothing: the server must only live on and not keep the connection for ever.
 * @param {string} bytes
 * @param {number} port
 * @returns {Promise<{ status: string; what: string; finding?: string }>}
 */
export function sendRaw(bytes, port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    const end = () => {
      socket.destroy();
      const finding = text.includes('InternalFailure') ? text : undefined;
      resolve({ status: 'raw', what: bytes.slice(0, 200), ...(finding === undefined ? {} : { finding }) });
    };
    socket.on('data', (part) => (text = (text + part.toString('latin1')).slice(0, 4_000)));
    socket.on('error', end);
    socket.on('close', end);
    socket.setTimeout(200, end);
  });
}

/** The address is printed before it listens. @param {number} port */
export async function listening(port) {
  for (let tries = 0; tries < 600; tries++) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing listens on port ${port}`);
}

/**
 * Resident memory, now or (`VmHWM`) at its highest.
 * @param {number | undefined} pid
 * @param {'VmRSS' | 'VmHWM'} which
 */
export function megabytesOf(pid, which = 'VmRSS') {
  const [, kilobytes = '0'] = new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
