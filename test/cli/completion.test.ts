import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, test, vi } from 'vitest';
import { candidates } from '../../src/cli/commands/completion/candidates.js';
import { lookedUp } from '../../src/cli/commands/completion/looked-up.js';
import { scripts } from '../../src/cli/commands/completion/scripts.js';
import { addCommands } from '../../src/cli/commands/index.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const runs = [
  'nightly-1',
  'ana@example.org:2',
  '$(reboot)',
  'a`reboot`',
  'a;reboot',
  'a b',
  'a\nb',
  '*',
  '-rf',
  '~/x',
  '\u001b[2J',
];
vi.mock('../../src/cli/with-tunewright.js', () => ({
  withTunewright: () => Promise.resolve({ runs: runs.map((run) => ({ run })) }),
}));

const program = new Command('tunewright').enablePositionalOptions();
addCommands(program);
const after = (line: string) => candidates(program, line.split(' '));

describe('what may follow', () => {
  test('a command is one of its own', () => {
    expect(after('runs ').texts).toEqual(expect.arrayContaining(['list', 'approve', 'watch']));
  });

  test('a dash is an option of the command', () => {
    const { texts } = after('runs list --');
    expect(texts).toEqual(expect.arrayContaining(['--phase', '--waits-for-me', '--help']));
    expect(texts).not.toContain('--role');
  });

  test('an option is one of its values', () => {
    expect(after('runs list --phase ').texts).toEqual(expect.arrayContaining(['approve', 'skipped']));
    expect(after('schedules create nightly --overlap ').texts).toContain('buffer-one');
  });

  test('an option with a value that is given is the next option', () => {
    expect(after('fine-tune --role R --mod').texts).toContain('--model');
  });

  test.each([
    ['runs approve ', 'run'],
    ['deploy --from ', 'run'],
    ['fine-tune --model ', 'model'],
    ['models show ', 'model'],
    ['endpoints predict ', 'endpoint'],
    ['deploy --endpoint ', 'endpoint'],
    ['schedules pause ', 'schedule'],
  ])('%s is a name that is looked up: %s', (line, names) => {
    expect(after(line).names).toBe(names);
  });

  test.each(['schedules create ', 'endpoints predict reviews '])('%s is nobody’s to tell', (line) => {
    expect(after(line).names).toBeNull();
  });

  test('the value of an option in the same word follows what stands before it', () => {
    const { texts, typed, before } = after('runs list --phase=app');
    expect([typed, before, texts.includes('approve')]).toEqual(['app', '--phase=', true]);
  });

  test('a dash behind an option that needs no value is the next option', () => {
    expect(after('fine-tune --update --').texts).toContain('--model');
  });

  test('what nobody knows is left to the shell', () => {
    expect(after('fine-tune --data ')).toEqual({ texts: [], names: null, typed: '' });
  });
});

describe('the script of bash', () => {
  /** What it asks the command, and what of the answer it offers, for a line whose last word is not finished. */
  function completed(line: string, parts: string[], answer: string): { asked: string; offered: string } {
    const bin = temporaryDirectory();
    writeFileSync(path.join(bin, 'tunewright'), '#!/bin/sh\necho "$*" > "$ASKED"\nprintf "%s\\n" "$ANSWER"\n');
    chmodSync(path.join(bin, 'tunewright'), 0o755);
    const asked = path.join(bin, 'asked');
    const words = parts.map((part) => `'${part}'`).join(' ');
    const typed = `COMP_LINE='${line}'; COMP_WORDS=(${words}); COMP_CWORD=${parts.length - 1}; _tunewright; echo "\${COMPREPLY[*]}"`;
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, ASKED: asked, ANSWER: answer };
    const offered = execFileSync('bash', ['-c', `${scripts.bash}\n${typed}`], { env, encoding: 'utf8' }).trim();
    return { asked: readFileSync(asked, 'utf8').trim(), offered };
  }

  test('asks the command, and offers what it says', () => {
    expect(completed('tunewright runs li', ['tunewright', 'runs', 'li'], 'list')).toEqual({
      asked: 'completion words -- runs li',
      offered: 'list',
    });
  });

  test.each([
    ['in the midst of a part', 'n-1T01:5', ['n-1T01', ':', '5'], 'n-1T01:50:28Z', '50:28Z'],
    ['behind a colon', 'n-1T01:', ['n-1T01', ':'], 'n-1T01:50:28Z', '50:28Z'],
    ['behind an equals sign', '--from=n', ['--from', '=', 'n'], '--from=nightly', 'nightly'],
  ])('takes a word for one that bash has parted, %s', (_where, word, parts, answer, offered) => {
    const line = `tunewright runs show ${word}`;
    expect(completed(line, ['tunewright', 'runs', 'show', ...parts], answer)).toEqual({
      asked: `completion words -- runs show ${word}`,
      offered,
    });
  });
});

test('a run whose id a shell would not take as it stands is not offered', async () => {
  expect(await lookedUp('run')).toEqual(['nightly-1', 'ana@example.org:2']);
});

describe('--help', () => {
  const help = (() => {
    let text = '';
    program.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    return text;
  })();

  test('groups the commands by what they are for', () => {
    const groups = [...help.matchAll(/^([A-Z].*):$/gm)].map(([, heading]) => heading);
    expect(groups).toEqual(expect.arrayContaining(['Start', 'Follow, decide, ask', 'Operate', 'Examples']));
  });

  test('gives no example that is not a command with such options', () => {
    const examples = help.slice(help.indexOf('Examples:')).match(/^ {2}tunewright .*/gm) ?? [];
    const unknown = examples.flatMap((example) => {
      const words = example.trim().split(/ {2,}/)[0]?.split(' ').slice(1) ?? [];
      return words
        .filter((word) => word.startsWith('--'))
        .filter(
          (word) =>
            !candidates(program, [...words.filter((each) => !each.startsWith('--')), '--']).texts.includes(word),
        );
    });
    expect(examples.length).toBeGreaterThan(4);
    expect(unknown).toEqual([]);
  });
});
