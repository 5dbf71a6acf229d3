import { Transform } from 'node:stream';

/** Bytes that an archive may unpack to: a few of gzip can stand for a disk full of zeros. */
export const unpackedLimit = 4 * 1024 ** 3;
/** Members that it may have: each is a file, also one of no bytes, and a disk has room for so many. */
export const mostMembers = 100_000;

/** What is wrong with an archive that unpacks to more; a sentence about it. */
export const tooLarge = `unpacks to more than ${unpackedLimit} bytes or ${mostMembers} files, the most that is taken here`;

/** Passes the bytes of an archive on, and ends with `error` where there are too many. */
export function boundedUnpacking(error: () => Error): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= unpackedLimit) done(null, chunk);
      else done(error());
    },
  });
}
