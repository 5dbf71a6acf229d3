import type { DatasetProblem } from '../../../contract/dataset.js';

/** A fault of rows, of one as of many: what is with them, and what to do. By the names of `docs/data.md`. */
const rows: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  header: ['un encabezado', 'elimine la fila: data.csv no lleva encabezado'],
  loneReturn: [
    'hay un retorno de carro que no forma parte de un fin de línea',
    'ponga el texto entre comillas o cambie el retorno de carro por un espacio',
  ],
  delimiter: [
    'ninguna coma divide la fila',
    'escriba etiqueta,texto con una coma (ni punto y coma, ni tabulador, ni barra)',
  ],
  returnEndsRow: [
    'hay otra fila detrás de un retorno de carro que no forma parte de un fin de línea',
    'guarde el archivo con fines de línea LF',
  ],
  quotedRow: [
    'toda la fila está entre comillas',
    'quite las comillas de la fila y ponga entre comillas solo el texto: 1,"bueno, de verdad"',
  ],
  oneColumn: ['hay una sola columna', 'escriba etiqueta,texto; un texto con saltos de línea va entre comillas'],
  columns: [
    'hay más de dos columnas',
    'deje dos, etiqueta,texto, y ponga entre comillas un texto que tenga comas: 1,"bueno, de verdad"',
  ],
  quotes: ['hay comillas mal cerradas', 'dentro de un texto entre comillas escríbalas dobles: "dijo ""sí"""'],
  endless: ['la fila no termina en 16 MB', 'termine cada fila con un salto de línea y cierre todas las comillas'],
  notUtf8: ['hay bytes que no son UTF-8', 'guarde el archivo como UTF-8'],
  missingLabel: [
    'falta la etiqueta, o es una como NA, que los lectores toman por ausente',
    'escriba en la primera columna una clase de 0 a n-1 o elimine la fila',
  ],
  negativeLabel: ['la etiqueta es negativa', 'numere las clases de 0 a n-1'],
  decimalLabel: ['la etiqueta tiene punto decimal', 'escriba 1, no 1.0'],
  largeLabel: ['la etiqueta es mayor que 999999', 'numere las clases de 0 a n-1; un identificador no es una etiqueta'],
  unknownLabel: ['el modelo no conoce la etiqueta', 'dé filas de las clases con las que se entrenó'],
  nonIntegerLabel: [
    'la etiqueta no es un número entero',
    'escriba en la primera columna la clase, un entero de 0 a n-1',
  ],
  emptyText: ['el texto está vacío', 'escríbalo o elimine la fila'],
  missingWord: [
    'lectores como pandas toman el texto por un valor ausente',
    'escríbalo de otro modo ("n.a." en vez de "N/A") o elimine la fila',
  ],
};

const unpack = 'descomprímalo';
const asCsv = 'escríbalo como CSV';
const asUtf8 = 'guárdelo como UTF-8';
const asExcel = 'guárdelo como "CSV UTF-8"';
const asRows = 'escriba filas de etiqueta,texto';

/** A file that is no `data.csv`: what it is, and what to do. */
const kinds: Readonly<Record<string, readonly [what: string, mend: string]>> = {
  gzip: ['está comprimido con gzip', `${unpack} (gunzip)`],
  parquet: ['es un archivo Parquet', asCsv],
  bzip2: ['está comprimido con bzip2', `${unpack} (bunzip2)`],
  xz: ['está comprimido con xz', `${unpack} (unxz)`],
  zstd: ['está comprimido con Zstandard', `${unpack} (unzstd)`],
  '7z': ['es un archivo 7-Zip', unpack],
  xls: ['es un libro antiguo de Excel', asExcel],
  xlsx: ['es un libro de Excel', asExcel],
  ods: ['es un archivo OpenDocument', 'guárdelo como CSV en UTF-8'],
  pdf: ['es un documento PDF', 'dé los datos como CSV'],
  sqlite: ['es una base de datos SQLite', 'exporte una tabla como CSV'],
  npy: ['es un archivo de NumPy', asCsv],
  orc: ['es un archivo ORC', asCsv],
  rar: ['es un archivo RAR', unpack],
  lz4: ['está comprimido con LZ4', `${unpack} (unlz4)`],
  tar: ['es un archivo tar', `${unpack} (tar -xf)`],
  zip: ['es un archivo zip', `${unpack}; si no contiene nada, vuelva a descargarlo`],
  rtf: ['es un documento de texto (RTF)', 'dé los datos como CSV'],
  pythonDicts: ['contiene diccionarios de Python, no JSON', 'escriba una línea de JSON por cada uno, con json.dumps'],
  avro: ['es un archivo Avro', asCsv],
  pickle: ['es un pickle de Python', asCsv],
  docx: ['es un documento de Office', 'dé los datos como CSV'],
  sql: ['contiene instrucciones de SQL, no filas', 'cárguelo en su base de datos y exporte la tabla como CSV'],
  arff: ['es un archivo ARFF de Weka', 'guárdelo allí como CSV'],
  arrow: ['es un archivo Arrow', asCsv],
  gitLfs: ['es un puntero de Git LFS, no los datos', 'obtenga los datos (git lfs pull)'],
  utf32: ['está en UTF-32', asUtf8],
  utf16: ['está en UTF-16', asUtf8],
  binary: ['no es texto', 'dé los datos como CSV, JSON o Parquet'],
  html: [
    'es una página web o XML',
    'dé los datos como CSV; si se guardó una página en lugar del archivo, descargue el archivo mismo',
  ],
  jsonLines: ['es JSON por líneas, no CSV', asRows],
  json: ['es una lista JSON, no CSV', asRows],
  jsonObject: ['es JSON, no CSV', asRows],
  markdown: ['es una tabla de barras y guiones, como las de Markdown, no CSV', asRows],
  fastText: ['son líneas de fastText, no CSV', asRows],
};

/** Faults of the file as a whole, whose values stand in the message alone. */
const whole: Readonly<Record<string, readonly [found: RegExp, spanish: string]>> = {
  empty: [/^.*$/, 'data.csv está vacío; necesita filas de etiqueta,texto'],
  returnEndsLine: [
    /^.*$/,
    'las líneas terminan solo en un retorno de carro, como en los Mac antiguos; guarde el archivo con fines de línea LF',
  ],
  numericTexts: [
    /^.*$/,
    'todos los textos son números o valores lógicos, que lectores como pandas no leen como textos; la segunda columna debe tener el texto',
  ],
  rowNumbers: [
    /^.*\(([\d,]+) different labels in ([\d,]+) rows?\).*$/,
    'la primera columna parece un número de fila o un identificador ($1 etiquetas distintas en $2 filas); ponga ahí la clase',
  ],
  oneClass: [
    /^only class (\d+) occurs.*$/,
    'solo aparece la clase $1; un clasificador necesita al menos dos clases, 0 y 1',
  ],
  offset: [
    /^labels run from (\d+) to (\d+).* to (\d+)$/,
    'las etiquetas van de $1 a $2; reste $1 a cada una, para que vayan de 0 a $3',
  ],
  gap: [
    /^.*found (\d+) classes up to (\d+), missing (.+)$/,
    'las etiquetas deben ir de 0 a n-1 sin huecos; hay $1 clases hasta $2, falta $3',
  ],
};

/** Of a problem of the data; one without a name of its own stays as the server tells it. */
export function spanishFault({ fault = '', message, count = 0, rows: numbers = [] }: DatasetProblem): string {
  const ofRows = rows[fault];
  if (ofRows !== undefined) {
    const [what, mend] = ofRows;
    const named = numbers.slice(0, 5).join(', ');
    const more = count > 5 ? ` y ${count - 5} más` : '';
    return `${count === 1 ? 'Fila' : 'Filas'} ${named}${more}: ${what}; ${mend}`;
  }
  const kind = kinds[fault];
  if (kind !== undefined) return `El archivo ${kind[0]}; ${kind[1]}`;
  const [found, spanish] = whole[fault] ?? [/^$/, ''];
  return message.replace(found, spanish);
}
