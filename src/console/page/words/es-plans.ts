import type { Pattern } from './pattern.js';

/** What is wrong with a plan, and what it warns of, by the folders that say so; names and values stay as they are. */
export const planSentences: readonly Pattern[] = [
  // Account, role, buckets, endpoints.
  [/^(".+") is not the account of the credentials in use, /, '$1 no es la cuenta de las credenciales en uso, '],
  [/^(".+") is of partition (.+); (.+) is of (.+)$/, '$1 es de la partición $2; $3 es de $4'],
  [
    /^(".+") is of account (.+); SageMaker takes only a role of the run's own, /,
    '$1 es de la cuenta $2; SageMaker solo admite un rol de la cuenta de la ejecución, ',
  ],
  [
    /^(".+") is not a key of (.+), where the run works; name one of that region$/,
    '$1 no es una clave de $2, donde trabaja la ejecución; indique una de esa región',
  ],
  [/^there is no bucket (.+); make it: /, 'no existe el bucket $1; créelo: '],
  [
    /^bucket (.+) is of another region than the run's, (.+); name one there$/,
    'el bucket $1 es de otra región que la de la ejecución, $2; indique uno de allí',
  ],
  [
    /^(".+") is claimed by run (.+), which goes on; wait until it has ended, choose another name, or move its endpoint to the new model \(endpoint\.update\)$/,
    '$1 está reservado por la ejecución $2, que sigue en curso; espere a que termine, elija otro nombre o pase su punto de conexión al modelo nuevo (endpoint.update)',
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
    /; delete it first \(tunewright endpoints delete (.+)\), or deploy under another name$/,
    '; elimínelo primero (tunewright endpoints delete $1) o implemente con otro nombre',
  ],
  [/^(".+") is (.+) and takes no update; /, '$1 está en $2 y no admite actualizaciones; '],
  [
    /^(".+") has (.+) variants \((.+)\), and an update would leave one; deploy under another name$/,
    '$1 tiene $2 variantes ($3) y una actualización dejaría una; implemente con otro nombre',
  ],
  [
    /^(".+") stands on (.+), which no longer exists: it could not return from an update; /,
    '$1 se apoya en $2, que ya no existe: no podría volver de una actualización; ',
  ],
  [
    /^there is no (\S+); check the URI and the region of its bucket$/,
    'no existe $1; revise el URI y la región del bucket',
  ],
  // The model.
  [/^(.+) is not the newest: there is (.+)$/, '$1 no es la versión más nueva: existe la $2'],
  [/; this model has no default data set$/, '; este modelo no tiene datos predeterminados'],
  [/^(.+) does not support incremental training$/, '$1 no admite el entrenamiento incremental'],
  [/^(.+) can't be trained; choose another model$/, '$1 no se puede entrenar; elija otro modelo'],
  [/^(\S+ \S+) is deprecated\b/, '$1 está obsoleto'],
  [/^(.+) has vulnerable dependencies in its (\S+) script/, '$1 tiene dependencias vulnerables en su script ($2)'],
  [/; choose another model or version\b/, '; elija otro modelo u otra versión'],
  [/^choose another model or version$/, 'elija otro modelo u otra versión'],
  [/(^|; )ask for version /, '$1pida la versión '],
  [/(^|, )or use it all the same with /, '$1o úselo de todos modos con '],
  [
    /^(.+) has no (\S+) image in (.+) for any instance type; regions that have one: /,
    '$1 no tiene imagen ($2) en $3 para ningún tipo de instancia; regiones que tienen una: ',
  ],
  [/^(".+") has no (\S+) image for (.+) in ([^;]+); /, '$1 no tiene imagen ($2) para $3 en $4; '],
  [/\btry another instance type\b/, 'pruebe otro tipo de instancia'],
  [/\? Or try another one\b/, '? O pruebe otro'],
  [/\(supported: (.+)\) or another region$/, '(se admiten: $1) u otra región'],
  [/^(.+) has no ([\w ]+); elija /, '$1 no tiene $2; elija '],
  [/^is missing; (.+) has no default for (\S+)$/, 'falta; $1 no tiene valor predeterminado ($2)'],
  [
    /^(".+") of (.+) is (.+), which needs version (.+) of the SageMaker SDK's rules \(in use: (.+)\); ask for one of /,
    '$1 de $2 es $3, que necesita la versión $4 de las reglas del SDK de SageMaker (en uso: $5); pida una de ',
  ],
  [/^(".+") of (.+) does not exist; there are /, '$1 de $2 no existe; existen '],
  [
    /^(".+") is not a version; allowed are (.+), a prefix such as 2\.\*, or \*$/,
    '$1 no es una versión; se admiten $2, un prefijo como 2.* o *',
  ],
  [/^(".+") is not in the catalogue; /, '$1 no está en el catálogo; '],
  [/\blist the models with: /, 'vea los modelos con: '],
  [/^(".+") has no JumpStart; it is available in /, '$1 no tiene JumpStart; está disponible en '],
  // The data and the names of its classes.
  [/^(\S+): (".+") is taken as the prefix /, '$1: $2 se toma como el prefijo '],
  [/ leaves no rows to train on$/, ' no deja filas para entrenar'],
  [
    /^labels: the names of the request count; the labels\.json beside the data has others$/,
    'labels: cuentan los nombres de la solicitud; el labels.json que está junto a los datos tiene otros',
  ],
  [
    /^label (.+) is (.+) in the data and (.+) in the model that is trained further; give the data that model's order of classes, or train from the pretrained model$/,
    'la etiqueta $1 es $2 en los datos y $3 en el modelo que se sigue entrenando; dé a los datos el orden de clases de ese modelo o entrene desde el modelo previamente entrenado',
  ],
  [
    /^(.+) names for (.+) classes; every class needs one, by its label from 0$/,
    '$1 nombres para $2 clases; cada clase necesita uno, por su etiqueta desde 0',
  ],
  [/^(.+) is no label of the data, which has 0 to /, '$1 no es una etiqueta de los datos, que tienen de 0 a '],
  [
    /^needs labels to agree with; give samples with labels$/,
    'necesita etiquetas con las que coincidir; dé muestras con etiquetas',
  ],
  // Gates and budget.
  [
    /^(".+") asks for a metric before there is one; use auto or manual$/,
    '$1 pide una métrica antes de que haya una; use auto o manual',
  ],
  [/^metric (".+") is not reported by this model; /, 'este modelo no informa de la métrica $1; '],
  [/\bnothing is trained here$/, 'aquí no se entrena nada'],
  [/\bit reports (.+)$/, 'informa de $1'],
  [
    / needs endpoint\.update: without it no model is live to be better than$/,
    ' necesita endpoint.update: sin ello no hay un modelo en servicio que superar',
  ],
  [
    / needs held-out rows to score both models on; give evaluationData \(or validationData\)$/,
    ' necesita filas reservadas para evaluar ambos modelos; dé evaluationData (o validationData)',
  ],
  [/\bis not before the gate's deadline, (.+) s$/, 'no es antes del plazo de la aprobación, $1 s'],
  [
    /^(.+) makes more than (.+) reminders until the deadline, (.+) s; use at least /,
    '$1 da más de $2 recordatorios hasta el plazo, $3 s; use al menos ',
  ],
  [/^(.+) USD can't be held against an unknown price; /, '$1 USD no se puede comparar con un precio desconocido; '],
  [
    /^(.+) USD is less than what the run may cost at most, (.+) USD: /,
    '$1 USD es menos de lo que la ejecución puede costar como máximo, $2 USD: ',
  ],
  [/\btraining (\S+) USD\b/, 'entrenamiento $1 USD'],
  [/\bendpoint (\S+) USD\/h for (\S+) h\b/, 'punto de conexión $1 USD/h durante $2 h'],
  // Instances, disks, quotas, prices.
  [/\bhas disks of its own\b/, 'tiene discos propios'],
  [/\bhave disks of their own\b/, 'tienen discos propios'],
  [
    /, encrypted by the hardware, and SageMaker takes no key for (?:it|them|\S+); leave the key out, or choose types without local disks, as ml\.p3\.2xlarge or ml\.m5\.xlarge$/,
    ', cifrados por el hardware, y SageMaker no admite una clave para ellos; omita la clave o elija tipos sin discos locales, como ml.p3.2xlarge o ml.m5.xlarge',
  ],
  [
    /, which are used instead; SageMaker refuses a size beyond theirs$/,
    ', que se usan en su lugar; SageMaker rechaza un tamaño mayor que el suyo',
  ],
  [/\bthe account's quota ("[^"]+") is /, 'la cuota $1 de la cuenta es '],
  [/, (\S+) in use \((.+?)\)/, ', $1 en uso ($2)'],
  [/(^|, )(\S+) more needed\b/, '$1hacen falta $2 más'],
  [/, (\S+) needed\b/, ', hacen falta $1'],
  [
    /\. Ask AWS for more \(Service Quotas\), or name another instance type$/,
    '. Pida más a AWS (Service Quotas) o indique otro tipo de instancia',
  ],
  [/; the run will wait for them$/, '; la ejecución las esperará'],
  [
    /^the account's quotas were not asked for; the run looks at them, and ends as QuotaExceeded where no instance type is left$/,
    'no se consultaron las cuotas de la cuenta; la ejecución las mira y termina como QuotaExceeded si no queda ningún tipo de instancia',
  ],
  [
    /^(.+) has (.+) instances now, and (.+) after the update; leave it out to keep them$/,
    '$1 tiene ahora $2 instancias, y $3 después de la actualización; omítalo para conservarlas',
  ],
  [
    /^(.+) has no price for (.+) in AWS's list of (.+): it may not be sold there$/,
    '$1 no tiene precio ($2) en la lista de AWS de $3: quizá no se venda allí',
  ],
  [/^(.+): price in (.+?) unknown/, '$1: precio en $2 desconocido'],
  [/ and not in AWS's price list of (\S+)/, ' y no en la lista de precios de AWS del $1'],
  [/; give your own in a file \(TUNEWRIGHT_PRICES\)$/, '; indique los suyos en un archivo (TUNEWRIGHT_PRICES)'],
  [/\bby your own price file$/, 'según su propio archivo de precios'],
  [/^(.+): free, it is the local stand-in$/, '$1: gratis, es el sustituto local'],
  [/\bfor (training|hosting|\S+) in (\S+), (.+) as of (\S+)$/, '($1) en $2, $3 del $4'],
  [/\bfor (training|hosting|\S+) in (\S+), AWS's price list of (\S+)$/, '($1) en $2, lista de precios de AWS del $3'],
  [
    /\bAWS's price list, the notebook component of that type\b/,
    'lista de precios de AWS, el componente de cuadernos de ese tipo',
  ],
  [/\bpublic tables that agree\b/, 'tablas públicas que coinciden'],
  [
    /^likely: run (.+) was billed (.+) s for (.+) rows$/,
    'probable: a la ejecución $1 se le facturaron $2 s por $3 filas',
  ],
  [
    /^endpoint\.update: with (.+), AWS (?:falls|may fall|\S+) back silently to all at once without baking, whatever the strategy (".+") and its alarms say$/,
    'endpoint.update: con $1, AWS puede volver sin avisar a cambiar todo a la vez sin espera, digan lo que digan la estrategia $2 y sus alarmas',
  ],
  // Training.
  [
    /^(.+) is less than the maximum runtime, (.+); it covers waiting and running together$/,
    '$1 es menos que el tiempo máximo de ejecución, $2; cubre la espera y la ejecución juntas',
  ],
  [/^does not go with (\S+); leave one of them out$/, 'no se combina con $1; omita uno de los dos'],
  [/^does not go with deploy: false; leave one of them out$/, 'no se combina con deploy: false; omita uno de los dos'],
  [
    / hardly moves the top layer of the small local encoder; try /,
    ' apenas mueve la última capa del pequeño codificador local; pruebe ',
  ],
  [
    /^hardly moves the top layer of the small local encoder; try /,
    'apenas mueve la última capa del pequeño codificador local; pruebe ',
  ],
  [
    /(^| )does not suit the training of all of the small local encoder; try /,
    '$1no sirve para entrenar todo el pequeño codificador local; pruebe ',
  ],
  [
    / trains the whole encoder, which the local stand-in can't; use "True" here \((.+)\), or train on AWS$/,
    ' entrena todo el codificador, lo que el sustituto local no puede; use aquí "True" ($1) o entrene en AWS',
  ],
  // The model of an earlier run.
  [/^(".+") trained nothing, it is a /, '$1 no entrenó nada, es de tipo '],
  [/^(".+") is not finished; wait for it with: /, '$1 no ha terminado; espérela con: '],
  [
    /^(".+") has no training job that completed; it ended as /,
    '$1 no tiene un trabajo de entrenamiento completado; terminó como ',
  ],
  [
    /^is missing; give a model of the catalogue \(--model\), or a run whose model to deploy \(--from\)$/,
    'falta; indique un modelo del catálogo (--model) o una ejecución cuyo modelo implementar (--from)',
  ],
  [/^can't be given together with /, 'no se puede dar junto con '],
  [/^run (".+") trained (.+), not (.+)$/, 'la ejecución $1 entrenó $2, no $3'],
  [
    /^(.+) is not the file any more that that run trained \(ETag (.+), now (.+)\); look who may write there, or give the file as it is instead of from$/,
    '$1 ya no es el archivo que entrenó esa ejecución (ETag $2, ahora $3); mire quién puede escribir allí o dé el archivo tal como es en vez de from',
  ],
  [/^that run knows (.+) classes, the data has (\S+?)(?=;|$)/, 'esa ejecución conoce $1 clases, los datos tienen $2'],
  [
    /; train from the pretrained model instead \(without from\), or on data of the same classes$/,
    '; entrene desde el modelo previamente entrenado (sin from) o con datos de las mismas clases',
  ],
  [
    /; set reinitialize_top_layer=True for a fresh top layer$/,
    '; ponga reinitialize_top_layer=True para una última capa nueva',
  ],
  [/^(".+") is still going; watch it, or choose another id$/, '$1 sigue en curso; sígala o elija otro id'],
  [
    /^bucket (".+") does not exist; create it \(tunewright data upload --create-bucket\), or put the file into a bucket of yours and give its s3:\/\/ prefix$/,
    'el bucket $1 no existe; créelo (tunewright data upload --create-bucket) o ponga el archivo en un bucket suyo e indique su prefijo s3://',
  ],
  [
    /^bucket (".+") is not in (.+); give one that is \(--bucket\)$/,
    'el bucket $1 no está en $2; indique uno que lo esté (--bucket)',
  ],
  [/^(.+) of (".+") is refused to the credentials in use: /, 'las credenciales en uso no tienen permiso: $1 de $2: '],
];
