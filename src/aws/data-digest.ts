import { createHash } from 'node:crypto';

/**
 * What stands in the key of an uploaded data set: the SHA-256 of `data.csv` alone, or with the text of its `labels.json`: the same rows
 * under other names are another data set.
 * @param ofData SHA-256 of `data.csv`, hexadecimal
 * @param labels null where no `labels.json` stands beside it
 */
export const dataDigest = (ofData: string, labels: string | null): string =>
  labels === null ? ofData : createHash('sha256').update(`${ofData}\n${labels}`).digest('hex');
