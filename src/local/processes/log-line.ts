/** Takes one line for a human to read, without a newline at its end. */
export type LogLine = (line: string) => void;
