import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export const readPage = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Paths of the pages that users and contributors read, from the root of the repository. */
export const pages: readonly string[] = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What stands under each heading of that level, up to the next heading of any level. */
export const sectionsOf = (markdown: string, level: number): { heading: string; text: string }[] =>
  [...markdown.matchAll(/^(#+) (.+)\n([^]*?)(?=^#|(?![^]))/gm)].flatMap(([, marks = '', heading = '', text = '']) =>
    marks.length === level ? [{ heading, text }] : [],
  );

/** Rows of all tables of a page, without their heads, cell by cell. */
export const tableRows = (markdown: string): string[][] =>
  [...markdown.matchAll(/^\|[ :|-]+\|\n((?:\|.*\|\n?)+)/gm)].flatMap(([, rows = '']) =>
    rows
      .trimEnd()
      .split('\n')
      .map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
  );
