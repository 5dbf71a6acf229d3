import { noteSentences } from './es-notes.js';
import type { Pattern } from './pattern.js';

/**
 * Rows and steps come from the server in English, as the terminal and the Temporal UI show them. What is in them of our own words is put into
 * Spanish here; names, figures and what people or AWS wrote stay as they are.
 */
const titles: Readonly<Record<string, string>> = {
  approvals: 'aprobaciones',
  approvers: 'aprobadores',
  artifact: 'artefacto',
  'changed by': 'la cambia',
  config: 'configuración',
  'costs in all': 'costo total',
  data: 'datos',
  encoder: 'codificador',
  endpoint: 'punto de conexión',
  'endpoint config': 'configuración del punto de conexión',
  'endpoint costs': 'costo del punto de conexión',
  epoch: 'época',
  'file of training data': 'archivo de los datos de entrenamiento',
  'file of validation data': 'archivo de los datos de validación',
  'gate training': 'aprobación del entrenamiento',
  'gate deployment': 'aprobación de la implementación',
  'gate traffic': 'aprobación del tráfico',
  'held-out score': 'puntuación con datos reservados',
  image: 'imagen',
  labels: 'etiquetas',
  'last good': 'última buena',
  life: 'duración',
  live: 'en servicio',
  'local stand-in': 'sustituto local',
  metric: 'métrica',
  model: 'modelo',
  predicts: 'predice',
  report: 'informe',
  score: 'resultado',
  'smoke test': 'prueba de humo',
  spent: 'gastado',
  'trained model': 'modelo entrenado',
  training: 'entrenamiento',
  'training costs': 'costo del entrenamiento',
  'training job': 'trabajo de entrenamiento',
  waiting: 'en espera',
};

const states: Readonly<Record<string, string>> = {
  Completed: 'completado',
  Created: 'creado',
  Creating: 'en creación',
  Deleted: 'eliminado',
  Failed: 'con error',
  InProgress: 'en curso',
  InService: 'en servicio',
  Restored: 'restaurado',
  Stopped: 'detenido',
  Unchanged: 'sin cambios',
  Updating: 'en actualización',
};

const costs: readonly Pattern[] = [
  [/\bat most\b/, 'como máximo'],
  [/\blikely\b/, 'probablemente'],
  [/\ban hour\b/, 'por hora'],
  [/\bcounted for\b/, 'calculado por'],
  [/\bunknown\b/g, 'desconocido'],
  [/\bless than\b/, 'menos de'],
];
const decisions: readonly Pattern[] = [
  [/^approved by rule\b/, 'aprobada por la regla'],
  [/^rejected by deadline: no decision until\b/, 'rechazada al vencer el plazo: sin decisión hasta'],
  [/^approved by\b/, 'aprobada por'],
  [/^rejected by\b/, 'rechazada por'],
  [/^auto\b/, 'automática'],
];
const rowsAndClasses: Pattern = [/\b(\d+) rows, (\d+) classes\b/, '$1 filas, $2 clases'];

/** By the title of the row, so that nothing is mistaken that people or AWS wrote. */
const texts: Readonly<Record<string, readonly Pattern[]>> = {
  approvals: [[/^(\d+) of (\d+)/, '$1 de $2']],
  'changed by': [[/^nobody at the moment$/, 'nadie por ahora']],
  config: [
    [/^nothing live$/, 'nada en servicio'],
    [/, model (?=[\w-]+)/g, ', modelo '],
  ],
  'costs in all': costs,
  data: [rowsAndClasses],
  endpoint: [
    [/^none: the request asks to train only$/, 'ninguno: solo se pide entrenar'],
    [/, or the live one is updated$/, ', o se actualiza el que está en servicio'],
    [/, then /g, ', luego '],
    [/^(\S+) in (?=[a-z]{2}-)/, '$1 en '],
  ],
  'endpoint costs': costs,
  'training costs': costs,
  epoch: [
    [/validation loss/, 'pérdida de validación'],
    [/validation accuracy/, 'exactitud de validación'],
    [/(?<!de validación )\bloss\b/, 'pérdida'],
    [/(?<!de validación )\baccuracy\b/, 'exactitud'],
  ],
  'gate training': decisions,
  'gate deployment': decisions,
  'gate traffic': decisions,
  metric: [[/\(the largest class has /, '(la clase mayor tiene el ']],
  life: [
    [/^stays until somebody deletes it$/, 'se queda hasta que alguien lo elimine'],
    [/^is deleted at /, 'se elimina el '],
  ],
  live: [[/^(\S+) on /, '$1 con ']],
  score: [
    [/^new /, 'nuevo '],
    [/; live none$/, '; en servicio ninguno'],
    [/; live /, '; en servicio '],
    [/ of (\d+) rows/g, ' de $1 filas'],
  ],
  'smoke test': [
    [/^passed/, 'superada'],
    [/ as expected$/, ' como se esperaba'],
  ],
  spent: [[/^training /, 'entrenamiento '], [/, endpoint /, ', punto de conexión '], ...costs],
  training: [[/, then /g, ', luego '], ...costs],
};

const steps: readonly Pattern[] = [
  [/^Check data\.csv$/, 'Revisar data.csv'],
  [/^Create the endpoint config$/, 'Crear la configuración del punto de conexión'],
  [/^Create the model$/, 'Crear el modelo'],
  [/^Delete the endpoint config$/, 'Eliminar la configuración del punto de conexión'],
  [/^Delete the endpoint$/, 'Eliminar el punto de conexión'],
  [/^Delete the model$/, 'Eliminar el modelo'],
  [/^Make the plan for (.+)$/, 'Hacer el plan para $1'],
  [/^Make the plan$/, 'Hacer el plan'],
  [/^Put the inference script into the model$/, 'Añadir al modelo el script de inferencia'],
  [/^Stop the training job$/, 'Detener el trabajo de entrenamiento'],
  [
    /^Create the endpoint on (.+), with model and config$/,
    'Crear el punto de conexión en $1, con modelo y configuración',
  ],
  [/^Create the endpoint on (.+)$/, 'Crear el punto de conexión en $1'],
  [/^Delete the replaced config (.+)$/, 'Eliminar la configuración reemplazada $1'],
  [/^Claim the name (.+)$/, 'Reservar el nombre $1'],
  [/^Lease endpoint (.+)$/, 'Reservar el punto de conexión $1'],
  [/^Look at what is live on (.+)$/, 'Mirar qué está en servicio en $1'],
  [/^Move the endpoint to (.+)$/, 'Pasar el punto de conexión a $1'],
  [/^Release endpoint (.+)$/, 'Liberar el punto de conexión $1'],
  [/^Resolve artifacts of (.+)$/, 'Resolver los artefactos de $1'],
  [/^Return the endpoint to (.+)$/, 'Devolver el punto de conexión a $1'],
  [/^Score the candidate on (.+)$/, 'Evaluar el candidato en $1'],
  [/^Score the live model of (.+)$/, 'Evaluar el modelo en servicio de $1'],
  [/^Smoke test of (.+)$/, 'Prueba de humo de $1'],
  [/^Start training (\S+) on (.+)$/, 'Empezar a entrenar $1 en $2'],
  [/^Tell (.+): (\w+) of the gate training$/, 'Avisar a $1: aprobación del entrenamiento'],
  [/^Tell (.+): (\w+) of the gate deployment$/, 'Avisar a $1: aprobación de la implementación'],
  [/^Tell (.+): (\w+) of the gate traffic$/, 'Avisar a $1: aprobación del tráfico'],
  [/^Wait for endpoint (.+)$/, 'Esperar al punto de conexión $1'],
  [/^Wait for training job (.+)$/, 'Esperar al trabajo de entrenamiento $1'],
];

const sentences: readonly Pattern[] = [
  [
    /^Served by a local stand-in: it trains a small sentence encoder with a head, not the TensorFlow algorithm of SageMaker\.$/,
    'Lo hace un sustituto local: entrena un pequeño codificador de frases con una capa encima, no el algoritmo de TensorFlow de SageMaker.',
  ],
  [/^(\S+), namespace (\S+)$/, '$1, espacio de nombres $2'],
  [/^start it \(tunewright up\) or set TEMPORAL_ADDRESS$/, 'inícielo (tunewright up) o defina TEMPORAL_ADDRESS'],
  [/^no worker polls$/, 'ningún proceso de trabajo espera tareas'],
  [/^(\d+) polling$/, '$1 a la espera de tareas'],
  [/^start one with: /, 'inicie uno con: '],
  [/^start Temporal first$/, 'inicie primero Temporal'],
  [/^all are registered$/, 'todos están registrados'],
  [/^missing: (.+); runs can't be found by them$/, 'faltan: $1; no se pueden buscar ejecuciones por ellos'],
  [/^register them with: /, 'regístrelos con: '],
  [/^set AWS_REGION where the console is started$/, 'defina AWS_REGION donde se inicia la consola'],
  [/^(\d+), the local stand-in$/, '$1, el sustituto local'],
  [
    /^check the credentials of the console, or start the local SageMaker \(tunewright local\)$/,
    'revise las credenciales de la consola o inicie el SageMaker local (tunewright local)',
  ],
  [/^(\d+) text classifiers$/, '$1 clasificadores de texto'],
  [
    /^check the network and the right to read the JumpStart bucket$/,
    'revise la red y el permiso de leer el bucket de JumpStart',
  ],
  [/^(about )?([\d,]+) rows? repeats? an earlier row$/, '$2 filas repiten una anterior'],
  [
    /^(about )?([\d,]+) rows? gives? an earlier text another label \(rows? (.+)\)$/,
    '$2 filas dan otra etiqueta a un texto anterior (filas $3)',
  ],
  [
    /^classes are unbalanced: the largest has ([\d,]+) rows?, the smallest ([\d,]+)$/,
    'las clases están desequilibradas: la mayor tiene $1 filas, la menor $2',
  ],
  [
    /^the smallest class has only ([\d,]+) rows?; expect poor accuracy$/,
    'la clase menor tiene solo $1 filas; la exactitud será baja',
  ],
  [
    /^([\d,]+) texts? (?:is|are) longer than (\d+) characters; encoders cut them$/,
    '$1 textos pasan de $2 caracteres; los codificadores los cortan',
  ],
  [
    /^data\.csv begins with a byte order mark; it was skipped, but not every reader does so$/,
    'data.csv empieza con una marca de orden de bytes; aquí se omite, pero no todos los lectores lo hacen',
  ],
];

const replaced = (text: string, patterns: readonly Pattern[]): string =>
  patterns.reduce((told, [found, spanish]) => told.replace(found, spanish), text);

/** Figures of ours have a unit behind them, or an equals sign before them. */
const withComma = (text: string): string =>
  text.replace(/(\d)\.(\d+)(?= (?:%|USD)\b| %)/g, '$1,$2').replace(/( = -?\d+)\.(\d+)$/, '$1,$2');

const stateOf = (text: string): string =>
  text.replace(/: (\w+)$/, (whole, state: string) => (state in states ? `: ${states[state] ?? ''}` : whole));

const withState = new Set(['training job', 'model', 'endpoint config', 'endpoint']);

export const spanishTitle = (title: string): string => titles[title] ?? title;

export function spanishText(title: string, text: string): string {
  if (title === 'predicts') return text;
  const told = replaced(text, texts[title] ?? []);
  return withComma(withState.has(title) ? stateOf(told) : told);
}

export const spanishStep = (text: string): string => replaced(text, steps);

/** What a run notes, and with which words a step or all of it ends. */
export const spanishNote = (text: string): string => replaced(text, noteSentences);

/** Whole sentences of ours; what AWS or a person wrote stays as it is. */
export const spanishSentence = (text: string): string => spanishNote(replaced(text, sentences));
