/** A sentence in a language that is written so. */
export const sentences = {
  shift_jis: 'この映画はとても面白かったです',
  'euc-jp': 'この映画はとても面白かったです',
  'euc-kr': '이 영화는 정말 재미있었습니다',
  gb18030: '这部电影真的很有意思',
  big5: '這部電影真的很有意思',
  'windows-1251': 'Этот фильм был очень интересным',
  'windows-1253': 'Αυτή η ταινία ήταν πολύ καλή',
  'koi8-r': 'Этот фильм был очень интересным',
} as const;

export type Encoding = keyof typeof sentences;

/** Bytes of a text; Node.js only decodes, so that each character is looked up among all that one or two bytes can be. */
export function encoded(text: string, encoding: Encoding): Buffer {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  const add = (...bytes: number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && !table.has(character)) table.set(character, bytes);
  };
  for (let first = 0; first < 256; first++) add(first);
  for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) add(first, second);
  return Buffer.from([...text].flatMap((character) => table.get(character) ?? [0x3f]));
}
