import type { InputFile } from '../../contract/run/plan.js';
import type { NamedFiles } from './decision-input.js';

/** None where the request names none, or it may not be looked at. */
export const fileOf = (what: InputFile['what'], file: NamedFiles[keyof NamedFiles]): InputFile[] =>
  file === undefined ? [] : [{ what, ...file }];
