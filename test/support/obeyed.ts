/** What a terminal would obey, or what turns the direction of writing; tab and line feed aside. */
export const obeyed = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/u;
