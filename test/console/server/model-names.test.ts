import { expect, test } from 'vitest';
import { titleOf } from '../../../src/console/server/views/model-names.js';

test.each([
  ['tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', 'BERT base, uncased'],
  ['tensorflow-tc-bert-en-cased-L-24-H-1024-A-16-2', 'BERT large, cased'],
  ['tensorflow-tc-bert-multi-cased-L-12-H-768-A-12-2', 'BERT base, cased, multilingual'],
  ['tensorflow-tc-bert-en-wwm-uncased-L-24-H-1024-A-16-2', 'BERT large, uncased, whole words masked'],
  ['tensorflow-tc-small-bert-bert-en-uncased-L-2-H-128-A-2', 'Small BERT tiny, uncased'],
  ['tensorflow-tc-small-bert-bert-en-uncased-L-10-H-256-A-4', 'Small BERT 10 × 256, uncased'],
  ['tensorflow-tc-electra-small-1', 'ELECTRA small'],
  ['tensorflow-tc-talking-heads-large', 'Talking Heads large'],
  ['tensorflow-tc-experts-bert-pubmed-1', 'BERT experts, PubMed'],
  ['huggingface-tc-distilbert-base-uncased', 'DistilBERT base, uncased'],
  ['tensorflow-tc-something-new', 'something new'],
])('the model %s is called "%s"', (id, title) => {
  expect(titleOf(id)).toBe(title);
});
