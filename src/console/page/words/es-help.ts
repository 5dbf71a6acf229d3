const steps = 'Cuánto se mueven los pesos en cada cambio: con muy poco no se aprende nada, con demasiado se olvida.';
const topLayer =
  'True deja el codificador como está y entrena solo la capa superior: rápido, y suficiente con pocos datos.';
const rule = 'La regla con la que se cambian los pesos.';

/** What the hyperparameters do, which the server tells in English. */
const help: Readonly<Record<string, string>> = {
  epochs: 'Cuántas veces se recorren todas las filas de entrenamiento.',
  batch_size: 'Filas que se miran antes de cambiar los pesos una vez.',
  learning_rate: steps,
  adam_learning_rate: steps,
  train_only_top_layer: topLayer,
  train_only_on_top_layer: topLayer,
  reinitialize_top_layer:
    'Si la capa superior empieza desde cero; con Auto es así, salvo que se siga entrenando un modelo anterior.',
  optimizer: rule,
  optimizer_type: rule,
  dropout_rate: 'Parte de la capa superior que se omite al azar en cada paso, para que no aprenda de memoria.',
  validation_split_ratio: 'Parte de las filas que se reserva para medir, si no se dan datos de validación.',
  early_stopping: 'Parar cuando la validación ya no mejora.',
  early_stopping_patience: 'Épocas que se espera una mejora antes de parar.',
  early_stopping_min_delta: 'El cambio más pequeño que cuenta como mejora.',
  warmup_steps_fraction: 'Parte de todos los pasos en la que la tasa de aprendizaje sube desde cero.',
  regularizers_l2: 'Penalización de los pesos grandes de la capa superior, para que no aprenda de memoria.',
  label_smoothing: 'Cuánto de cada etiqueta se reparte entre todas las clases, contra el exceso de certeza.',
  beta_1: 'Decaimiento de la media de los gradientes (Adam).',
  beta_2: 'Decaimiento de la media de los gradientes al cuadrado (Adam).',
  momentum: 'Cuánto del último cambio continúa en el siguiente (SGD).',
  epsilon: 'Un número pequeño que evita divisiones por cero (Adam).',
  rho: 'Decaimiento de la media de los gradientes al cuadrado (Adadelta, RMSprop).',
  initial_accumulator_value: 'Donde empiezan las sumas de los gradientes al cuadrado (Adagrad).',
  binary_mode: 'Si dos clases se distinguen con una sola salida.',
  eval_metric: 'La métrica con la que se elige la mejor época.',
  seed: 'Donde empiezan los números aleatorios: con la misma semilla, los mismos datos entrenan el mismo modelo.',
};

export const spanishHelp = (name: string, english: string | null): string | null =>
  help[name.replaceAll('-', '_')] ?? english;
