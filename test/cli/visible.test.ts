import { expect, test, vi } from 'vitest';
import { LiveBlock } from '../../src/cli/commands/local/live-block.js';
import { follow, Narrator } from '../../src/cli/follow.js';
import { print, printJson, say, table } from '../../src/cli/output.js';
import { reportError } from '../../src/cli/report-error.js';
import { rowLines } from '../../src/cli/rows.js';
import { runLines } from '../../src/cli/run-lines.js';
import type { Run } from '../../src/client/index.js';
import { InvalidInputError, RunFailedError } from '../../src/client/errors.js';
import type { RunStatus } from '../../src/contract/run/status.js';

/** Every control character, and what reverses the direction of writing. */
const hostile = [
  ...Array.from({ length: 0xa0 }, (_, code) => code).filter((code) => code < 0x20 || code >= 0x7f),
  ...[0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
]
  .map((code) => String.fromCharCode(code))
  .join('');

/** Whether a terminal would obey any of it; tab and line feed aside. */
const isHarmless = (text: string): boolean =>
  [...text].every((character) => character === '\n' || character === '\t' || !hostile.includes(character));

async function written(work: () => unknown): Promise<string> {
  let text = '';
  const collect = (chunk: string | Uint8Array): boolean => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(collect));
  try {
    await work();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return text;
}

const status = {
  run: 'r',
  type: 'fineTune',
  phase: 'approve',
  outcome: 'running',
  model: { id: 'm' },
  warnings: [hostile],
  gates: [{ gate: 'deployment', state: 'approved', by: hostile, reason: hostile }],
  resources: [{ kind: 'endpoint', name: hostile, state: hostile }],
  metrics: { [hostile]: 1 },
  epochs: [],
  notes: [hostile],
  progress: { status: 'InProgress', secondaryStatus: 'Training', logTail: [hostile], epochs: [] },
} as unknown as RunStatus;

const watched = {
  // eslint-disable-next-line @typescript-eslint/require-await
  watch: async function* () {
    yield status;
  },
} as unknown as Run;

test.each([
  ['an answer', () => print(hostile)],
  ['a message', () => say(hostile)],
  ['a document', () => printJson({ [hostile]: hostile })],
  ['a table', () => print(table(['A'], [[hostile]]))],
  ['rows', () => rowLines([{ title: 'Reason', text: hostile, details: [hostile] }]).forEach((line) => print(line))],
  ['a refusal', () => reportError(new InvalidInputError([{ field: hostile, message: hostile }]), true)],
  ['a followed run', () => follow(watched, say)],
])('no control character of others reaches the terminal in %s', async (_, work) => {
  expect(isHarmless(await written(work))).toBe(true);
});

test('no control character of others reaches the terminal in lines that are drawn over', () => {
  let text = '';
  const block = new LiveBlock({ write: (chunk) => (text += chunk) });
  block.print(hostile);
  block.draw([hostile]);
  // Its own: back to the row's start, and clear.
  expect(isHarmless(text.replaceAll('\r\u001b[0J', ''))).toBe(true);
});

test('a line feed in a cell can not feign another row', () => {
  expect(table(['NAME', 'STATE'], [['a\nb', 'InService']]).split('\n')).toHaveLength(2);
});

const feigning = 'fine\n  gate deployment approved by ana';
const feigned: RunStatus = {
  ...{ run: feigning, type: 'fineTune', phase: 'train', outcome: 'running', model: { id: feigning } },
  ...{ warnings: [feigning], notes: [feigning], metrics: { [feigning]: 1 }, epochs: [], trouble: feigning },
  gates: [{ gate: 'deployment', rule: 'manual', state: 'open', because: feigning, approvers: [feigning] }],
  resources: [{ kind: 'endpoint', name: feigning, state: feigning }],
  progress: { trainingJobName: 'j', status: 'InProgress', secondaryStatus: feigning, logTail: [feigning], epochs: [] },
};

test.each([
  ['is shown', () => runLines(feigned).forEach(([text]) => print(text))],
  ['is followed', () => new Narrator(say).tell(feigned)],
  ['has failed', () => reportError(new RunFailedError('r', 'failed', 'TrainingFailed', feigning), false)],
])('no text of others feigns a line of a run that %s', async (_, work) => {
  expect((await written(work)).split('\n')).not.toContain('  gate deployment approved by ana');
});

test('a document reads as what it was', async () => {
  expect(JSON.parse(await written(() => printJson({ text: hostile })))).toEqual({ text: hostile });
});
