import { planSentences } from './es-plans.js';
import { refusalSentences } from './es-refusals.js';
import { requestSentences } from './es-requests.js';
import type { Pattern } from './pattern.js';

/** What is wrong with a field, as the server tells it; names and values stay as they are. */
const common: readonly Pattern[] = [
  [/^is missing\b/, 'falta'],
  [/ is not allowed; /, ' no se admite; '],
  [/ is not an integer\b/, ' no es un número entero'],
  [/ is not a finite number\b/, ' no es un número'],
  [/; allowed are values from (\S+) to (\S+)$/, '; se admiten valores de $1 a $2'],
  [/ is out of range; it /, ' está fuera de los límites: '],
  [/ is not a boolean; use true or false$/, ' no es un valor lógico; use true o false'],
  [/; use one of /, '; use uno de '],
  [/\bmust be a text\b/, 'debe ser un texto'],
  [/\bmust be a whole number\b/, 'debe ser un número entero'],
  [/\bmust be a number\b/, 'debe ser un número'],
  [/\bmust be true or false\b/, 'debe ser true o false'],
  [/\bmust be a list\b/, 'debe ser una lista'],
  [/\bmust be at least\b/, 'debe ser al menos'],
  [/\bmust be at most\b/, 'debe ser como máximo'],
  [/\bmust be (?:more|greater) than\b/, 'debe ser más de'],
  [/\bmust be less than\b/, 'debe ser menos de'],
  [/\bmust have at least one entry$/, 'debe tener al menos un elemento'],
  [/\bmust have at least\b/, 'debe tener al menos'],
  [/\bmust have at most\b/, 'debe tener como máximo'],
  [/(\d+) characters$/, '$1 caracteres'],
  [/(\d+) entries$/, '$1 elementos'],
  [/\bmust name a model of the catalogue, such as /, 'debe nombrar un modelo del catálogo, como '],
  [/\bmust be (?=")/, 'debe ser '],
  [/\bmust not be empty$/, 'no debe estar vacío'],
  [/^unknown; did you mean /, 'no se conoce; ¿quiso decir '],
  [/; give one \(--region\) or set AWS_REGION$/, '; indique una (--region) o defina AWS_REGION'],
  [
    /; give the ARN of the SageMaker execution role \(--role\)$/,
    '; indique el ARN del rol de ejecución de SageMaker (--role)',
  ],
];

/** Of a field, and what a plan warns of: whole sentences first. */
export const spanishProblem = (text: string): string =>
  [...refusalSentences, ...planSentences, ...requestSentences, ...common].reduce(
    (told, [found, spanish]) => told.replace(found, spanish),
    text,
  );
