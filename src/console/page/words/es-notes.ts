import type { Pattern } from './pattern.js';

const gates: Readonly<Record<string, string>> = {
  training: 'del entrenamiento',
  deployment: 'de la implementación',
  traffic: 'del tráfico',
};

/** What a run or an endpoint notes on its way, and with which words it ends; what AWS or a person wrote stays as it is. */
export const noteSentences: readonly Pattern[] = [
  [/^gate \w+ approved by rule: /, 'aprobada por la regla: '],
  [/^gate \w+ approved by /, 'aprobada por '],
  [/^gate \w+ rejected by deadline: no decision until /, 'rechazada al vencer el plazo: sin decisión hasta '],
  [/^gate \w+ rejected by /, 'rechazada por '],
  ...Object.entries(gates).map(([gate, spanish]): Pattern => [
    new RegExp(`\\bthe gate ${gate}\\b`),
    `la aprobación ${spanish}`,
  ]),
  [/^(.+) could not be told of (la aprobación [^:]+): /, 'no se pudo avisar a $1 de $2: '],
  [/^the report of (la aprobación [^:]+) is of before: /, 'el informe de $1 es de antes: '],
  [
    /^the report of (la aprobación .+) has changed; approvals so far no longer count$/,
    'el informe de $1 ha cambiado; las aprobaciones de antes ya no cuentan',
  ],
  [/^the report of (la aprobación [^:]+) is without what is live: /, 'el informe de $1 no dice qué está en servicio: '],
  [
    /^(la aprobación .+) was decided after its deadline, (.+), which no worker had seen; the decision may have come in time$/,
    '$1 se decidió después de su plazo, $2, que ningún proceso de trabajo (worker) había visto; puede que la decisión llegara a tiempo',
  ],
  [
    /^training job (\S+) was stopped from outside this run\b/,
    'el trabajo de entrenamiento $1 fue detenido desde fuera de esta ejecución',
  ],
  [
    /^training job (\S+) of an earlier life of this run ended badly, or trained for another request: (\S+) trains in its place$/,
    'el trabajo de entrenamiento $1 de una vida anterior de esta ejecución terminó mal o entrenó para otra solicitud: $2 entrena en su lugar',
  ],
  [
    /^the names of the classes are not beside the model, so its endpoints answer by numbers: /,
    'los nombres de las clases no están junto al modelo, así que sus puntos de conexión responden con números: ',
  ],
  [/^skipped: the data is the one that (.+) trained on$/, 'omitida: los datos son los mismos con los que entrenó $1'],
  [
    /(^|; |\n)the trained model is kept \((.+)\); deploy it with: /,
    '$1el modelo entrenado se conserva ($2); impleméntelo con: ',
  ],
  [/^undoing: training job$/, 'se deshace: trabajo de entrenamiento'],
  [/^undoing: endpoint$/, 'se deshace: punto de conexión'],
  [/^undoing: endpoint config$/, 'se deshace: configuración del punto de conexión'],
  [/^undoing: model$/, 'se deshace: modelo'],
  [/^undoing: /, 'se deshace: '],
  [/^kept: (.+); the endpoint uses it$/, 'se conserva: $1; el punto de conexión lo usa'],
  [/(^|\()it is still in use(?=$|\))/, '$1todavía se usa'],
  [
    /^could not be removed: (.+); it may cost money, remove it by hand$/,
    'no se pudo eliminar: $1; puede costar dinero, elimínelo a mano',
  ],
  [
    /^the lease of the endpoint could not be given back; it ends with this run$/,
    'no se pudo devolver la reserva del punto de conexión; termina con esta ejecución',
  ],
  [/^the lease of (\S+) could not be given back/, 'no se pudo devolver la reserva de $1'],
  [/: its time to live does not count$/, ': su caducidad no cuenta'],
  [
    /^endpoint (\S+) serves what an earlier life of this run made \((.+)\): it moves to what this one made$/,
    'el punto de conexión $1 sirve lo que hizo una vida anterior de esta ejecución ($2): pasa a lo que ha hecho esta',
  ],
  [
    /^the replaced config (\S+) could not be deleted; it costs nothing$/,
    'no se pudo eliminar la configuración reemplazada $1; no cuesta nada',
  ],
  [/^(\S+) could not be deleted; it costs nothing$/, 'no se pudo eliminar $1; no cuesta nada'],
  [
    /^can't be looked for, its time to live counts all the same: /,
    'no se le puede buscar, su caducidad cuenta igual: ',
  ],
  [
    /^its time to live could not be written into a tag, by which a sweep would know it: /,
    'su caducidad no se pudo escribir en una etiqueta, por la que la conocería una limpieza: ',
  ],
  [/^can't find out whether run (\S+) still goes on: /, 'no se puede averiguar si la ejecución $1 sigue: '],
  [/^could not be deleted, it goes on to cost money: /, 'no se pudo eliminar y sigue costando dinero: '],
  [
    /^endpoint (\S+) still has the model of this run, which is not wanted \(config (.+), model (.+)\): it could not return to /,
    'el punto de conexión $1 sigue con el modelo de esta ejecución, que no se quiere (configuración $2, modelo $3): no pudo volver a ',
  ],
  [
    /\. Deploy a good model with --update, and keep config and model until then/,
    '. Implemente un modelo bueno con --update, y conserve hasta entonces la configuración y el modelo',
  ],
  [/\. The run ended before: /, '. La ejecución terminó antes: '],
  [/(^|: )the run was cancelled(?=$|;)/, '$1la ejecución fue cancelada'],
  [/^(training|endpoint): (\S+) skipped: /, '$1: $2 se omite: '],
  [/^(\S+) on (\S+): (?=\w+: )/, '$1 en $2: '],
  [/^a signal was ignored( \(.+\))?: /, 'se ignoró una señal$1: '],
  [/^an unknown signal was ignored: /, 'se ignoró una señal desconocida: '],
  [/^a signal "(.+)" was ignored: /, 'se ignoró una señal "$1": '],
  [
    /^a cancellation of this workflow was asked for: the endpoint stays; the update "delete" deletes it$/,
    'se pidió cancelar este flujo de trabajo: el punto de conexión se queda; la actualización "delete" lo elimina',
  ],
  [/^to be deleted: /, 'se va a eliminar: '],
  [/(^|: )(.+) asked for it(?=$|:|,)/, '$1lo pidió $2'],
  [/, once (\S+) has ended$/, ', cuando termine $1'],
  [/(^|: )it stays until (\S+)$/, '$1se queda hasta $2'],
  [/(^|: )it stays$/, '$1se queda'],
  [/^somebody deleted the endpoint$/, 'alguien eliminó el punto de conexión'],
  [/^data prepare stops at this file: /, 'data prepare se detiene en este archivo: '],
  [/, so the classes are shown by their numbers$/, ', así que las clases se muestran por sus números'],
  [
    /^labels\.json: the name of label (\d+) has more than (\d+) characters/,
    'labels.json: el nombre de la etiqueta $1 pasa de $2 caracteres',
  ],
  [
    /^labels\.json: the names have (\d+) characters together; at most (\d+) are kept/,
    'labels.json: los nombres suman $1 caracteres; se guardan $2 como máximo',
  ],
  [/^labels\.json: (\d+) names; at most (\d+) are kept/, 'labels.json: $1 nombres; se guardan $2 como máximo'],
  // Of the local stand-in, by the log of its job.
  [
    /^the encoder knows English, and cuts these texts into pieces of ([\d.]+) characters \(English: about 4\), as it does with other languages; expect a low accuracy$/,
    'el codificador sabe inglés y corta estos textos en trozos de $1 caracteres (en inglés: unos 4), como hace con otros idiomas; la exactitud será baja',
  ],
  [
    /^the encoder knows English; ([\d.]+) % of the characters of these texts it does not know, so that different texts look the same to it: expect hardly more than the share of the largest class$/,
    'el codificador sabe inglés; no conoce el $1 % de los caracteres de estos textos, así que textos distintos le parecen iguales: apenas superará la proporción de la clase mayor',
  ],
  [
    /^learning_rate (\S+) is too low for a frozen encoder; try (\S+)$/,
    'learning_rate $1 es poco para un codificador que no cambia; pruebe $2',
  ],
  [
    /^learning_rate (\S+) does not suit the training of the whole encoder; try (\S+)$/,
    'learning_rate $1 no conviene para entrenar el codificador entero; pruebe $2',
  ],
  [
    /^early_stopping needs validation data; it is off$/,
    'early_stopping necesita datos de validación; queda desactivada',
  ],
  [/^the cache of encodings can not be used: /, 'no se puede usar la caché de codificaciones: '],
  [
    /^it has ended; no worker answers that would tell more: /,
    'ha terminado; ningún proceso de trabajo (worker) responde que diga más: ',
  ],
  [/^nothing was left live$/, 'no quedó nada en servicio'],
  [/^deleted: /, 'eliminado: '],
  [/^run (\S+) has ended without giving its lease back$/, 'la ejecución $1 terminó sin devolver su reserva'],
  [/^(.+) is kept: (.+) uses it$/, '$1 se conserva: lo usa $2'],
];
