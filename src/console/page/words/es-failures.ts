import type { FailureType } from '../../../contract/failures.js';

/** What failed, and what to do. */
export const spanishFailures: Readonly<Record<FailureType, readonly [what: string, todo: string]>> = {
  InvalidRequest: [
    'La solicitud, el modelo o los datos tienen problemas.',
    'Corrija lo que se indica y ejecútela de nuevo.',
  ],
  DataChanged: [
    'data.csv no es el archivo que se revisó, u otro archivo no es aquel con el que se planificó o entrenó.',
    'Ejecútela de nuevo: el archivo, tal como está ahora, se revisa otra vez.',
  ],
  WrongAccount: [
    'Las credenciales del proceso de trabajo son de otra cuenta que la del plan.',
    'Dé al proceso de trabajo credenciales de la cuenta con la que se planificó.',
  ],
  NameTaken: [
    'Un recurso con ese nombre no es de esta ejecución o se creó para otra solicitud.',
    'Elija otro nombre o elimine lo que tiene este.',
  ],
  AccessDenied: [
    'AWS rechaza una llamada: rol o política.',
    'Dé al rol o a las credenciales el permiso que AWS nombra; docs/permissions.md los enumera todos.',
  ],
  RequestRefused: ['AWS considera no válida una llamada.', 'Cambie lo que AWS llama no válido y ejecútela de nuevo.'],
  TrainingJobFailed: [
    'El trabajo de entrenamiento falló (AlgorithmError, ClientError u otra causa).',
    'Lea el final del registro: casi siempre la causa son los datos o un hiperparámetro.',
  ],
  TrainingJobStopped: ['Alguien detuvo el trabajo de entrenamiento.', 'Ejecútela de nuevo si se detuvo por error.'],
  MaxRuntimeExceeded: [
    'SageMaker detuvo el trabajo al llegar a su límite de tiempo.',
    'Dele un tiempo máximo mayor, menos épocas o una instancia más rápida.',
  ],
  NoCapacity: [
    'AWS no tiene ahora ninguna instancia de ese tipo.',
    'Inténtelo más tarde o nombre otros tipos de instancia a los que recurrir.',
  ],
  TrainingInternalError: [
    'Un error propio de SageMaker terminó el trabajo.',
    'Ejecútela de nuevo: la causa está en SageMaker, no en los datos.',
  ],
  MaxWaitTimeExceeded: [
    'Un trabajo de spot no terminó dentro de su tiempo.',
    'Dele más tiempo de espera o entrene sin spot.',
  ],
  EndpointFailed: [
    'El punto de conexión falló, ya no existe o está en servicio con otra configuración (AWS volvió a la anterior, quizá sin decirlo).',
    'Lea el motivo que da AWS y el registro del punto de conexión.',
  ],
  SmokeTestFailed: [
    'El punto de conexión responde, pero no como debe.',
    'Mire lo que respondió: puede que el modelo no conozca los textos o que se espere algo equivocado.',
  ],
  QuotaExceeded: [
    'Se alcanzó un límite de la cuenta en SageMaker.',
    'Pida a AWS una cuota mayor (Service Quotas) o nombre otro tipo de instancia.',
  ],
  GateRejected: [
    'Alguien la rechazó, o venció el plazo para aprobarla.',
    'Cambie lo que dice el motivo y ejecútela de nuevo.',
  ],
  LeaseRefused: [
    'El punto de conexión de ese nombre está en otra región o cuenta.',
    'Elija otro nombre o trabaje en la región donde está.',
  ],
  WaitTimedOut: [
    'Un trabajo no terminó dentro de sus límites (28 días en espera, su tiempo máximo), o un punto de conexión no estuvo listo en un día.',
    'Mire en la consola de AWS qué se espera; después ejecútela de nuevo.',
  ],
  ServiceUnavailable: [
    'AWS limitó las llamadas, respondió 5xx o se cortó la conexión.',
    'Ejecútela de nuevo en unos minutos: la respuesta de AWS no llegó.',
  ],
  CredentialsUnusable: [
    'Faltan las credenciales o han caducado.',
    'Renueve las credenciales del proceso de trabajo y ejecútela de nuevo.',
  ],
  NotYet: ['No es un error: una espera pasa a otro intento.', 'Ejecútela de nuevo.'],
};
