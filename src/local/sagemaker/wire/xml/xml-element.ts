/** An element of an XML document to be written: with text, or with elements inside. */
export interface XmlElement {
  readonly name: string;
  readonly content: string | readonly XmlElement[];
  readonly attributes: Readonly<Record<string, string>>;
}

export function element(
  name: string,
  content: string | number | boolean | readonly XmlElement[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  return { name, content: typeof content === 'object' ? content : String(content), attributes };
}

/** For members that may be absent: no element rather than an empty one. */
export function optional(name: string, content: string | number | undefined): XmlElement[] {
  return content === undefined ? [] : [element(name, content)];
}

export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root)}`;
}

function render({ name, content, attributes }: XmlElement): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const inside = typeof content === 'string' ? escape(content) : content.map(render).join('');
  return `<${name}${pairs.join('')}>${inside}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser turns a bare carriage return into a line feed, and the key would not be the same.
  '\r': '&#13;',
};

function escape(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}
