import { ServiceError } from '../service-error.js';

/** An element that was read: its text (of its own, not of its children) and its children. */
export interface XmlNode {
  readonly name: string;
  text: string;
  readonly children: XmlNode[];
}

const tokens = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/y;

/**
 * Reads the small XML documents that S3 clients send: elements, text and character references. No document types, so
 * no entity of their own can be declared.
 * @throws ServiceError MalformedXML
 */
export function readXml(text: string): XmlNode {
  const root: XmlNode = { name: '', text: '', children: [] };
  const open = [root];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < text.length) {
    const match = tokens.exec(text);
    if (match === null) throw malformed();
    const [, slash, name, , selfClosing, content] = match;
    const parent = open.at(-1) as XmlNode;
    if (content !== undefined) parent.text += unescape(content);
    else if (slash === '/') close(open, name);
    else if (name !== undefined) {
      const node: XmlNode = { name: name.replace(/^.*:/, ''), text: '', children: [] };
      parent.children.push(node);
      if (selfClosing !== '/') open.push(node);
    }
  }
  const [document] = root.children;
  if (open.length !== 1 || document === undefined || root.children.length !== 1) throw malformed();
  return document;
}

export function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name);
}

export function childText(node: XmlNode, name: string): string | undefined {
  return children(node, name)[0]?.text;
}

function close(open: XmlNode[], name: string | undefined): void {
  const node = open.pop();
  if (node === undefined || open.length === 0 || node.name !== name?.replace(/^.*:/, '')) throw malformed();
}

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescape(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (_, reference: string) => {
    if (!reference.startsWith('#')) {
      const character = named.get(reference);
      if (character === undefined) throw malformed();
      return character;
    }
    const code = reference.startsWith('#x') ? parseInt(reference.slice(2), 16) : Number(reference.slice(1));
    if (code > 0x10ffff) throw malformed();
    return String.fromCodePoint(code);
  });
}

function malformed(): ServiceError {
  return new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
}
