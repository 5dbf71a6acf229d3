/** What an error says; anything may be thrown, and what is no error is its own text. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
