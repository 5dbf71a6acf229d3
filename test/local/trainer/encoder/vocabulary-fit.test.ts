import { beforeAll, expect, test } from 'vitest';
import { encoderArchive } from '../../../../src/local/trainer/artifact/encoder-archive.js';
import { unpackArchive } from '../../../../src/local/trainer/artifact/model-archive.js';
import {
  readPieces,
  vocabularyFit,
  vocabularyLine,
  vocabularyWarning,
} from '../../../../src/local/trainer/encoder/vocabulary-fit.js';
import type { VocabularyFit } from '../../../../src/local/trainer/encoder/vocabulary-fit.js';
import { loadTokenizer } from '../../../../src/local/trainer/fine-tuning/tokenizer.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

let fitOf: (...texts: string[]) => VocabularyFit;
beforeAll(async () => {
  const root = temporaryDirectory();
  await unpackArchive((await encoderArchive(root)).path, `${root}/model`);
  const tokenize = await loadTokenizer(`${root}/model`);
  const pieces = await readPieces(`${root}/model`);
  fitOf = (...texts) => vocabularyFit(texts, tokenize, pieces);
});

test.each([
  ['English', 'The room was clean and the staff were very friendly, we will come back'],
  ['English as people text it', 'U dun say so early hor... U c already then say...'],
])('of %s no character is unknown, and nothing is warned of', (_language, text) => {
  const fit = fitOf(text);
  expect([fit.unknownShare, vocabularyWarning(fit)]).toEqual([0, null]);
});

test.each([
  ['Chinese', '房间很干净,工作人员非常友好,我们会再来的', 'texts it does not know'],
  ['Arabic', 'كانت الغرفة نظيفة والموظفون لطفاء للغاية وسنعود بالتأكيد', 'texts it does not know'],
  ['Russian', 'Номер был чистый, персонал очень приветливый, мы обязательно вернёмся', 'texts it does not know'],
  ['Thai', 'ห้องสะอาดและพนักงานเป็นมิตรมาก เราจะกลับมาอีกแน่นอน', 'texts it does not know'],
  ['Khmer', 'បន្ទប់ស្អាតហើយបុគ្គលិករួសរាយរាក់ទាក់ណាស់', 'texts it does not know'],
  ['Lao', 'ຫ້ອງສະອາດແລະພະນັກງານເປັນມິດຫຼາຍ', 'texts it does not know'],
  ['Burmese', 'အခန်းသန့်ရှင်းပြီး ဝန်ထမ်းများ အလွန်ဖော်ရွေသည်', 'texts it does not know'],
  ['Japanese', '部屋は清潔でスタッフはとても親切でした', 'texts it does not know'],
  ['German', 'Das Zimmer war sauber und das Personal sehr freundlich, wir kommen gerne wieder', 'pieces of 2.1'],
  ['Polish', 'Pokój był czysty, a obsługa bardzo miła, na pewno wrócimy', 'pieces of 1.5'],
])('a warning says that the encoder does not know %s', (_language, text, words) => {
  expect(vocabularyWarning(fitOf(text))).toContain(words);
});

test('nine tenths of the Chinese characters are unknown', () => {
  expect(fitOf('房间很干净,工作人员非常友好,我们会再来的').unknownShare).toBeCloseTo(0.9, 1);
});

test('a few texts in another language among many are no reason to warn', () => {
  const english = Array.from({ length: 9 }, () => 'The staff were very friendly, we will come back');
  expect(vocabularyWarning(fitOf(...english, '房间很干净'))).toBeNull();
});

test('a sentence without blanks between words is not told to be one long token', () => {
  expect(vocabularyLine(fitOf('ห้องสะอาดและพนักงานเป็นมิตรมาก'))).toBe('vocabulary: 100.0 % of the characters unknown');
});
