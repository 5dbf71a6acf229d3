import type { Pattern } from './pattern.js';

/** Why the console, Temporal or an endpoint does not do what was asked. */
export const refusalSentences: readonly Pattern[] = [
  [/^(".+") does not exist; list the runs with: /, '$1 no existe; vea las ejecuciones con: '],
  [/^(".+") does not exist; list them with: /, '$1 no existe; véalos con: '],
  [/^endpoint (".+") does not exist$/, 'el punto de conexión $1 no existe'],
  [/^(".+") is there already; look at it, or choose another id$/, '$1 ya existe; mírela o elija otro id'],
  [/^run (".+") does not exist$/, 'la ejecución $1 no existe'],
  [/^run (.+) has ended$/, 'la ejecución $1 ha terminado'],
  [/^is not one that a list has told; leave it out$/, 'no es de una lista anterior; omítalo'],
  [
    / is not allowed; use no quotation marks, backslashes or control characters$/,
    ' no se admite; no use comillas, barras invertidas ni caracteres de control',
  ],
  [
    /^the server refuses the question \((.+)\); register the search attributes with: /,
    'el servidor rechaza la pregunta ($1); registre los atributos de búsqueda con: ',
  ],
  [
    /^(".+") does not answer as a run of Tunewright does; look at it in the Temporal UI$/,
    '$1 no responde como una ejecución de Tunewright; mírela en la interfaz de Temporal',
  ],
  [
    /^no worker answers for the workflow of endpoint (.+); start one with: /,
    'ningún proceso de trabajo (worker) responde por el punto de conexión $1; inicie uno con: ',
  ],
  [
    /^nothing keeps (".+") in (.+): Tunewright did not deploy it there, or it is gone$/,
    'nada cuida de $1 en $2: Tunewright no lo implementó allí o ya no existe',
  ],
  [/^(".+") is gone$/, '$1 ya no existe'],
  [/^are missing: nothing can be scored$/, 'faltan: no hay nada que evaluar'],
  [/\bdoes not answer as a text classifier\b/, 'no responde como un clasificador de texto'],
  [
    /^endpoint (".+") is still there \((.+)\) and costs money; delete it again with: /,
    'el punto de conexión $1 sigue ahí ($2) y cuesta dinero; elimínelo de nuevo con: ',
  ],
  [/^can't look: /, 'no se puede mirar: '],
  [/^its config or a model is busy$/, 'su configuración o un modelo está ocupado'],
  [/, once run (.+) has let go of it$/, ', cuando la ejecución $1 lo haya soltado'],
  [/\bis tried again \(attempt (.+?)\): /, 'se intenta de nuevo (intento $1): '],
  [/\bits reason can not be read$/, 'su motivo no se puede leer'],
  [/^it took too long$/, 'tardó demasiado'],
  // The console itself.
  [/^is missing; set AWS_REGION where the console is started$/, 'falta; defina AWS_REGION donde se inicia la consola'],
  [/; upload a file first \(POST \/api\/v1\/data\)$/, '; suba primero un archivo (POST /api/v1/data)'],
  [
    /^send the file itself as text\/csv, or a form with it \(multipart\/form-data\)$/,
    'envíe el archivo como text/csv o en un formulario (multipart/form-data)',
  ],
  [/^the form has two files for (.+)$/, 'el formulario tiene dos archivos para $1'],
  [/^the form can not be read: /, 'el formulario no se puede leer: '],
  [/^the form has no file with the data$/, 'el formulario no tiene ningún archivo con los datos'],
  [
    /^the file is larger than (.+) bytes; put it on S3 and name its prefix$/,
    'el archivo pasa de $1 bytes; póngalo en S3 e indique su prefijo',
  ],
  [/^Temporal can't be asked: /, 'No se puede preguntar a Temporal: '],
  [/^the console failed; its own output tells more$/, 'la consola falló; su propia salida dice más'],
  [/^(".+") is not allowed; must be (.+) or "sample"$/, '$1 no se admite; debe ser $2 o "sample"'],
  [/^model (".+") is not in the catalogue$/, 'el modelo $1 no está en el catálogo'],
  [
    /^five wrong tokens came within a minute; try again in (.+) s$/,
    'llegaron cinco tokens erróneos en un minuto; inténtelo de nuevo en $1 s',
  ],
  [/^this needs the role (.+); (.+) is (.+)$/, 'esto necesita el rol $1; $2 es $3'],
  [
    /^(".+") is no run, but a workflow of the type (.+); list the runs with: (.+)$/,
    '$1 no es una ejecución, sino un workflow del tipo $2; liste las ejecuciones con: $3',
  ],
  [/^it is decided$/, 'ya está decidida'],
  [/^(.+) is not one of its approvers \((.+)\)$/, '$1 no es de sus aprobadores ($2)'],
  [/^(.+) started the run, so somebody else decides$/, '$1 inició la ejecución, así que decide otra persona'],
];
