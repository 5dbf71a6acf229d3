/** How a fault of rows is told: of one ("row 3 …"), of several ("rows 3, 7 …"), and what to do. */
interface Wording {
  readonly one: string;
  readonly many: string;
  readonly mend: string;
}

/** What can be wrong with a row. The order is that of the report: what hides other faults comes first. */
export const rowFaults = {
  header: { one: 'is a header', many: 'are headers', mend: 'delete the row: data.csv has no header' },
  loneReturn: {
    one: 'holds a carriage return that is not part of a line end',
    many: 'hold a carriage return that is not part of a line end',
    mend: 'put the text in quotes, or replace the carriage return by a blank',
  },
  delimiter: {
    one: 'is not divided by a comma',
    many: 'are not divided by commas',
    mend: 'write label,text with a comma (not semicolons, tabs or bars)',
  },
  returnEndsRow: {
    one: 'holds another row behind a carriage return that is not part of a line end',
    many: 'hold other rows behind carriage returns that are not part of a line end',
    mend: 'save the file with LF line ends',
  },
  quotedRow: {
    one: 'is in quotes as a whole',
    many: 'are in quotes as a whole',
    mend: 'take the quotes around the row away, and quote the text alone: 1,"good, really"',
  },
  oneColumn: {
    one: 'has one column',
    many: 'have one column',
    mend: 'write label,text; a text that holds line breaks is put in quotes',
  },
  columns: {
    one: 'has more than two columns',
    many: 'have more than two columns',
    mend: 'keep two, label,text, and quote a text that holds commas: 1,"good, really"',
  },
  quotes: {
    one: 'has a broken quotation',
    many: 'have a broken quotation',
    mend: 'write a quote inside a quoted text twice: "she said ""yes"""',
  },
  endless: {
    one: 'does not end within 16 MB',
    many: 'do not end within 16 MB',
    mend: 'end rows with a line break, and close every quotation',
  },
  notUtf8: {
    one: 'has bytes that are not UTF-8',
    many: 'have bytes that are not UTF-8',
    mend: 'save the file as UTF-8',
  },
  missingLabel: {
    one: 'has no label, or one like NA, which readers take for missing',
    many: 'have no label, or one like NA, which readers take for missing',
    mend: 'write a class from 0 to n-1 in the first column, or delete the row',
  },
  negativeLabel: {
    one: 'has a negative label',
    many: 'have negative labels',
    mend: 'number the classes 0 to n-1',
  },
  decimalLabel: {
    one: 'has a label with a decimal point',
    many: 'have labels with a decimal point',
    mend: 'write 1, not 1.0',
  },
  largeLabel: {
    one: 'has a label above 999999',
    many: 'have labels above 999999',
    mend: 'number the classes 0 to n-1; an identifier is no label',
  },
  unknownLabel: {
    one: 'has a label that the model does not know',
    many: 'have labels that the model does not know',
    mend: 'give rows of the classes that it was trained on',
  },
  nonIntegerLabel: {
    one: 'has a label that is not an integer',
    many: 'have labels that are not integers',
    mend: 'write the class in the first column, as an integer from 0 to n-1',
  },
  emptyText: { one: 'has an empty text', many: 'have an empty text', mend: 'fill it or delete the row' },
  missingWord: {
    one: 'has a text that readers like pandas take for a missing value',
    many: 'have texts that readers like pandas take for missing values',
    mend: 'write it otherwise ("n.a." for "N/A") or delete the row',
  },
} as const satisfies Record<string, Wording>;

export type RowFault = keyof typeof rowFaults;

/** Rows that are not counted as their class. */
export const faultsOfLabels: readonly RowFault[] = [
  'delimiter',
  'quotedRow',
  'oneColumn',
  'columns',
  'quotes',
  'missingLabel',
  'negativeLabel',
  'decimalLabel',
  'largeLabel',
  'nonIntegerLabel',
];
