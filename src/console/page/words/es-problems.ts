type Pattern = readonly [found: RegExp, spanish: string];

/** What is wrong with a field, as the server tells it; names and values stay as they are. */
const problems: readonly Pattern[] = [
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
  [/\bmust be at least /, 'debe ser al menos '],
  [/\bmust be at most /, 'debe ser como máximo '],
  [/\bmust be (?:more|greater) than /, 'debe ser más de '],
  [/\bmust be less than /, 'debe ser menos de '],
  [/\bmust have at least one entry$/, 'debe tener al menos un elemento'],
  [/\bmust have at most (\d+) characters$/, 'debe tener como máximo $1 caracteres'],
  [/\bmust name a model of the catalogue, such as /, 'debe nombrar un modelo del catálogo, como '],
  [/\bmust not be empty$/, 'no debe estar vacío'],
  [/^unknown; did you mean /, 'no se conoce; ¿quiso decir '],
  [/; this model has no default data set$/, '; este modelo no tiene datos predeterminados'],
  [/; give one \(--region\) or set AWS_REGION$/, '; indique una (--region) o defina AWS_REGION'],
  [
    /; give the ARN of the SageMaker execution role \(--role\)$/,
    '; indique el ARN del rol de ejecución de SageMaker (--role)',
  ],
  [
    / exists already; choose another name, delete it, or move it to the new model \(endpoint\.update\)$/,
    ' ya existe; elija otro nombre, elimínelo o páselo al modelo nuevo (endpoint.update)',
  ],
  [
    / exists already as ("[^"]+"), and names of endpoints are the same in any case; write it so, or choose another name$/,
    ' ya existe como $1, y en los nombres no cuentan las mayúsculas; escríbalo así o elija otro',
  ],
  [
    / trains the whole encoder, which the local stand-in can't; use "True" here \((.+)\), or train on AWS$/,
    ' entrena todo el codificador, lo que el sustituto local no puede; use aquí "True" ($1) o entrene en AWS',
  ],
  [
    /^there is no (\S+); check the URI and the region of its bucket$/,
    'no existe $1; revise el URI y la región del bucket',
  ],
  [/ leaves no rows to train on$/, ' no deja filas para entrenar'],
];

export const spanishProblem = (text: string): string =>
  problems.reduce((told, [found, spanish]) => told.replace(found, spanish), text);
