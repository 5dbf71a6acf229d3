/** Marks that turn around what stands after them, our own words too. */
const directions = /\p{Bidi_Control}/gu;

/** What somebody else wrote, within words of ours: marks of direction as what they are. */
export const shown = (text: string): string =>
  text.replace(directions, (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

const longest = 60;
const end = 16;

/** The name of a file: of a long one beginning and end. */
export const shownName = (name: string): string =>
  shown(name.length > longest ? `${name.slice(0, longest - end - 1)}…${name.slice(-end)}` : name);
