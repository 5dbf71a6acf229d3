// Mutation testing of the rooms that spend money: small faults put into a copy of the code one at a time, and whether the tests nearby notice.
//   node bench/mutants.mjs [mutants=150] [seed=1] [room…]
// Rooms: workflows, activities, plan (all by default, the mutants shared out evenly). Prints a line on stderr for each mutant, and at the end
// {"mutants","killed","survived":[{"place","fault"}],"seconds"}. What survives may be equivalent, or held by tests that are further away
// (test/end-to-end): a person judges. Conditions are turned or fixed, comparisons and logic changed, statements and throws left out, numbers
// and booleans changed. Files that are tables of facts are left out.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** @typedef {{ file: string, line: number, from: number, to: number, text: string, fault: string }} Mutant */

/**
 * The tests that are run for a room's mutants.
 * @type {Record<string, string[]>}
 */
const nearby = {
  workflows: ['test/workflows'],
  activities: ['test/activities', 'test/plan', 'test/client'],
  plan: ['test/plan', 'test/activities', 'test/client', 'test/view'],
};
/** @type {Record<string, string>} */
const otherOperators = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
};
/** Longer than the slowest of them take: a mutant that hangs is noticed. */
const limit = 400_000;

const [count = '150', seed = '1', ...named] = process.argv.slice(2);
const rooms = named.length > 0 ? named : Object.keys(nearby);
const root = fileURLToPath(new URL('..', import.meta.url));
const copy = mkdtempSync(path.join(tmpdir(), 'tunewright-mutants-'));
const began = performance.now();
const random = generator(Number(seed));
/** @type {{ place: string, fault: string }[]} */
const survived = [];
let mutants = 0;
try {
  copyProject();
  const perRoom = Math.ceil(Number(count) / rooms.length);
  for (const room of rooms) {
    if (!passes(nearby[room] ?? [])) throw new Error(`the tests near src/${room} fail without any mutant`);
    for (const mutant of draw(mutantsOf(room), perRoom)) {
      mutants += 1;
      const killed = isKilled(mutant, nearby[room] ?? []);
      const place = `${mutant.file}:${mutant.line}`;
      if (!killed) survived.push({ place, fault: mutant.fault });
      console.error(`${killed ? 'killed  ' : 'SURVIVED'} ${place}  ${mutant.fault}`);
    }
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(JSON.stringify({ mutants, killed: mutants - survived.length, survived, seconds }));

/** What is tracked, beside the installed dependencies. */
function copyProject() {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
}

/** @param {Mutant} mutant @param {string[]} tests */
function isKilled({ file, from, to, text }, tests) {
  const target = path.join(copy, file);
  const original = readFileSync(target, 'utf8');
  writeFileSync(target, original.slice(0, from) + text + original.slice(to));
  try {
    return !passes(tests);
  } finally {
    writeFileSync(target, original);
  }
}

/** @param {string[]} tests */
function passes(tests) {
  const vitest = path.join(copy, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--bail=1', '--reporter=dot', ...tests], {
    cwd: copy,
    stdio: 'ignore',
    timeout: limit,
    killSignal: 'SIGKILL',
  });
  return status === 0;
}

/** @param {string} room */
function mutantsOf(room) {
  const files = spawnSync('git', ['ls-files', `src/${room}/*.ts`], { cwd: root, encoding: 'utf8' }).stdout;
  const isCode = (/** @type {string} */ file) => file !== '' && !file.endsWith('-table.ts');
  const found = files.split('\n').filter(isCode).flatMap(mutantsIn);
  if (found.length === 0) throw new Error(`src/${room} has nothing to change`);
  return found;
}

/** @param {string} file @returns {Mutant[]} */
function mutantsIn(file) {
  const code = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  /** @type {Mutant[]} */
  const found = [];
  visit(source);
  return found;

  /** @param {ts.Node} node */
  function visit(node) {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    for (const text of replacements(node)) {
      const from = node.getStart(source);
      const line = source.getLineAndCharacterOfPosition(from).line + 1;
      const fault = `${short(node.getText(source))}  ->  ${text === '' ? 'nothing' : short(text)}`;
      found.push({ file, line, from, to: node.getEnd(), text, fault });
    }
    ts.forEachChild(node, visit);
  }
}

/** What may stand in place of a node. @param {ts.Node} node @returns {string[]} */
function replacements(node) {
  if (isCondition(node)) return ['true', 'false'];
  if (ts.isBinaryExpression(node)) {
    const other = otherOperators[node.operatorToken.getText()];
    return other === undefined ? [] : [`${node.left.getText()} ${other} ${node.right.getText()}`];
  }
  if (ts.isThrowStatement(node)) return ['{}'];
  if (ts.isExpressionStatement(node)) return /^(log\.|super\b|setHandler)/.test(node.getText()) ? [] : ['{}'];
  if (ts.isNumericLiteral(node)) return [`(${node.getText()} + 1)`];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  return [];
}

/** @param {ts.Node} node */
function isCondition(node) {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  return ts.isConditionalExpression(parent) && parent.condition === node;
}

/** A few of all, the same for the same seed. @param {Mutant[]} all @param {number} few */
function draw(all, few) {
  const rest = [...all];
  return Array.from({ length: Math.min(few, rest.length) }, () => {
    const [one] = rest.splice(Math.floor(random() * rest.length), 1);
    if (one === undefined) throw new Error('nothing is left to draw');
    return one;
  });
}

/** Numbers from 0 to 1 (mulberry32). @param {number} state */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** On one line. @param {string} text */
function short(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
