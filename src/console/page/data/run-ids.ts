/** Of the runs that stand beside one another: fewer are no comparison, more can't be told apart in one picture. */
export const leastCompared = 2;
export const mostCompared = 6;

/** Ids as one parameter of the address, `a,b`; a comma within an id is written as %2C. */
export const idsText = (ids: readonly string[]): string =>
  ids.map((id) => id.replace(/[%,]/g, encodeURIComponent)).join(',');

export const idsOf = (text: string | null): readonly string[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .filter((id) => id !== '')
      .map((id) => id.replace(/%(?:25|2C)/gi, decodeURIComponent)),
  ),
];

/** Commas stay readable. */
const parameter = (ids: readonly string[]): string => encodeURIComponent(idsText(ids)).replaceAll('%2C', ',');

/** Where runs stand beside one another; `all`: with the settings in which they are the same. */
export const comparePath = (runs: readonly string[], { all = false }: { readonly all?: boolean } = {}): string =>
  `/compare?runs=${parameter(runs)}${all ? '&settings=all' : ''}`;

/** Where they are chosen. */
export const choosePath = (selected: readonly string[]): string => `/compare?selected=${parameter(selected)}`;
