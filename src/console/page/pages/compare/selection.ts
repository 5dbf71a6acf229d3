/** How many runs can be compared. */
export const fewest = 2;
export const most = 6;

/** Of a parameter of the address: names with commas between them, each once. */
export const namesIn = (parameter: string | null): readonly string[] => [
  ...new Set((parameter ?? '').split(',').filter((name) => name !== '')),
];
