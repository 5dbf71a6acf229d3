import { open } from 'node:fs/promises';

const pieceBytes = 1 << 19;

/**
 * The bytes of a file in pieces that hold good until the next one is asked for. Two pieces of memory serve for the whole file, where a
 * stream leaves one for each piece to be collected; while one is worked on, the other is filled.
 */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  let [piece, other] = [Buffer.allocUnsafeSlow(pieceBytes), Buffer.allocUnsafeSlow(pieceBytes)];
  let reading = file.read(piece, 0, pieceBytes);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const filled = piece.subarray(0, bytesRead);
      [piece, other] = [other, piece];
      reading = file.read(piece, 0, pieceBytes);
      yield filled;
    }
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}
