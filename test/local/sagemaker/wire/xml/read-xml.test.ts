import { expect, test } from 'vitest';
import { childText, children, readXml } from '../../../../../src/local/sagemaker/wire/xml/read-xml.js';
import { element, renderXml } from '../../../../../src/local/sagemaker/wire/xml/xml-element.js';

test('what is written is read back, whatever the characters', () => {
  const odd = ['a<b>&"c"', "it's", 'line\nfeed', 'carriage\rreturn', 'ä 😀'];
  const document = readXml(
    renderXml(
      element(
        'Delete',
        odd.map((key) => element('Key', key)),
      ),
    ),
  );
  expect(children(document, 'Key').map(({ text }) => text)).toEqual(odd);
});

test('prefixes, attributes, comments and declarations are passed over', () => {
  const text = '<?xml version="1.0"?><!-- x --><s:A xmlns:s="urn:x" b="c"><s:B/><C >1&#x41;&#66;</C></s:A>';
  expect(childText(readXml(text), 'C')).toBe('1AB');
});

test.each([
  '',
  'text',
  '<A>',
  '<A></B>',
  '</A>',
  '<A/><B/>',
  '<A>&unknown;</A>',
  '<!DOCTYPE a [<!ENTITY x "y">]><A>&x;</A>',
])('%j is MalformedXML', (text) => {
  expect(() => readXml(text)).toThrow(expect.objectContaining({ code: 'MalformedXML' }) as Error);
});
