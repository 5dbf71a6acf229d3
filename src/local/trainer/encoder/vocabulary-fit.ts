import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelFiles } from '../artifact/classifier-files.js';

/** How well the encoder's vocabulary fits some texts. */
export interface VocabularyFit {
  /** Share of the characters, blanks apart, that no token stands for: 0 to 1. */
  readonly unknownShare: number;
  /**
   * English has about 4, other languages in Latin letters about 2. Says nothing of texts of unknown characters: neighbours make one token together,
   * a whole sentence in languages without blanks between words.
   */
  readonly charactersPerToken: number;
}

/** Enough to tell a language, little enough for half a second. */
const textsLookedAt = 2_000;
/** Never more tokens than the encoder reads. */
const charactersLookedAt = 120;
/** Beyond these, texts of opposite meaning get equal vectors. */
const mostUnknown = 0.3;
const leastPerToken = 2.4;
const unknownToken = 0;

/** Looks at the beginnings of texts, spread evenly over all. `pieces`: what each token stands for. */
export function vocabularyFit(
  texts: readonly string[],
  tokenize: (text: string) => readonly number[],
  pieces: readonly string[],
): VocabularyFit {
  const every = Math.ceil(texts.length / textsLookedAt);
  let [all, known, tokens] = [0, 0, 0];
  for (let row = 0; row < texts.length; row += every) {
    const text = (texts[row] ?? '').slice(0, charactersLookedAt);
    const ids = tokenize(text);
    tokens += ids.length;
    all += visible(text.normalize('NFKC'));
    // Neighbouring unknown characters make one token together: only the known ones can be counted.
    for (const id of ids) if (id !== unknownToken) known += visible(pieces[id] ?? '');
  }
  if (all === 0) return { unknownShare: 0, charactersPerToken: 0 };
  return { unknownShare: Math.max(0, 1 - known / all), charactersPerToken: all / tokens };
}

/** Both figures in words; pieces of texts that are mostly unknown say nothing. */
export function vocabularyLine({ unknownShare, charactersPerToken }: VocabularyFit): string {
  const pieces = unknownShare < mostUnknown ? `, ${charactersPerToken.toFixed(1)} characters a token` : '';
  return `vocabulary: ${(unknownShare * 100).toFixed(1)} % of the characters unknown${pieces}`;
}

/** What is to be said of texts that the encoder can't tell apart; null where it can. */
export function vocabularyWarning({ unknownShare, charactersPerToken }: VocabularyFit): string | null {
  if (unknownShare >= mostUnknown) {
    return `the encoder knows English; ${(unknownShare * 100).toFixed(1)} % of the characters of these texts it does not know, so that different texts look the same to it: expect hardly more than the share of the largest class`;
  }
  if (charactersPerToken >= leastPerToken || charactersPerToken === 0) return null;
  return `the encoder knows English, and cuts these texts into pieces of ${charactersPerToken.toFixed(1)} characters (English: about 4), as it does with other languages; expect a low accuracy`;
}

/** What each token of an unpacked model's encoder stands for. */
export async function readPieces(modelDirectory: string): Promise<string[]> {
  const vocabulary = JSON.parse(await readFile(join(modelDirectory, modelFiles.encoderVocabulary), 'utf8')) as [
    piece: string,
    score: number,
  ][];
  return vocabulary.map(([piece]) => piece);
}

/** Blanks, and the sign that stands for them in tokens, are no characters. */
const visible = (text: string): number => [...text.replace(/[\s\u2581]/g, '')].length;
