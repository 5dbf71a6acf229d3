/** The bytes are not UTF-8; `offset` counts bytes from the start of the file, up to the chunk that holds the fault. */
export class NotUtf8Error extends Error {
  constructor() {
    super('is not valid UTF-8; save the file as UTF-8');
    this.name = 'NotUtf8Error';
  }
}

/** Bytes to text, strictly: a byte that is no UTF-8 ends the stream. A byte order mark at the start is dropped. */
export async function* decodeUtf8(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new NotUtf8Error();
    }
  };
  for await (const chunk of bytes) {
    onBytes(chunk.byteLength);
    yield decode(chunk);
  }
  yield decode();
}
