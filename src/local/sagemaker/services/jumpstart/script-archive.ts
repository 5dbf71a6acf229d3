import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { KeyKind } from './named-keys.js';

type ScriptKind = Extract<KeyKind, `${string} script`>;

const scripts: Readonly<Record<ScriptKind, { readonly name: string; readonly does: string }>> = {
  'training script': { name: 'transfer_learning.py', does: 'trains' },
  'hosting script': { name: 'inference.py', does: 'answers' },
};

/** A real sourcedir.tar.gz, whose script says what it is not. The same bytes every time. */
export async function scriptArchive(kind: ScriptKind): Promise<Buffer> {
  const { name, does } = scripts[kind];
  const text = [
    `# A stand-in for the JumpStart script of this name: it is never run. What ${does} here is Tunewright's own code.`,
    'print("This is the local stand-in of Tunewright, not the TensorFlow algorithm of SageMaker JumpStart.")',
    '',
  ].join('\n');
  const archive = pack();
  archive.entry({ name, mode: 0o644, mtime: new Date(0) }, text);
  archive.finalize();
  return buffer(archive.pipe(createGzip()));
}
