import { describe, expect, it } from 'vitest';
import { readHyperparameters } from '../../../../src/local/trainer/jobs/hyperparameters.js';

const read = (raw: Record<string, string>): ReturnType<typeof readHyperparameters>['hyperparameters'] =>
  readHyperparameters(raw).hyperparameters;

describe('hyperparameters', () => {
  it.each(['5', '"5"', ' 5 '])('reads %j as five epochs', (text) => {
    expect(read({ epochs: text }).epochs).toBe(5);
  });

  it.each(['True', 'true', '"True"'])('reads %j as true', (text) => {
    expect(read({ early_stopping: text }).early_stopping).toBe(true);
  });

  it.each([
    ['5e-05', 5e-5],
    ['"0.01"', 0.01],
    ['1e-07', 1e-7],
    ['1', 1],
  ])('reads the learning rate %j', (text, value) => {
    expect(read({ learning_rate: text }).learning_rate).toBe(value);
  });

  it('has the documented defaults for what is left out', () => {
    expect(read({ train_only_top_layer: 'True' })).toMatchObject({
      batch_size: 32,
      epochs: 10,
      optimizer: 'adam',
      learning_rate: 0.001,
    });
  });

  it.each([
    ['batch_size', '8', 8],
    ['epochs', '4', 4],
    ['optimizer', 'rmsprop', 'rmsprop'],
    ['learning_rate', '0.01', 0.01],
    ['warmup_steps_fraction', '0.3', 0.3],
    ['beta_1', '0.8', 0.8],
    ['beta_2', '0.99', 0.99],
    ['momentum', '0.5', 0.5],
    ['epsilon', '1e-05', 1e-5],
    ['rho', '0.7', 0.7],
    ['initial_accumulator_value', '0.1', 0.1],
    ['dropout_rate', '0.4', 0.4],
    ['regularizers_l2', '0.03', 0.03],
    ['early_stopping', 'True', true],
    ['early_stopping_patience', '2', 2],
    ['early_stopping_min_delta', '0.1', 0.1],
    ['validation_split_ratio', '0.5', 0.5],
    ['reinitialize_top_layer', 'True', 'True'],
    ['train_only_top_layer', 'True', true],
  ] as const)('takes %s of the 2.x models', (name, text, value) => {
    const { hyperparameters, ignored } = readHyperparameters({ [name]: text });
    expect([hyperparameters[name], ignored]).toEqual([value, []]);
  });

  it.each([
    ['adam-learning-rate', '0.01', 'learning_rate', 0.01],
    ['batch-size', '8', 'batch_size', 8],
    ['epochs', '3', 'epochs', 3],
    ['reinitialize-top-layer', 'False', 'reinitialize_top_layer', 'False'],
    ['train-only-top-layer', 'True', 'train_only_top_layer', true],
    ['train_only_on_top_layer', 'True', 'train_only_top_layer', true],
    ['eps', '0.001', 'epsilon', 0.001],
  ] as const)('takes %s, of the 1.x models or the documentation', (given, text, name, value) => {
    const { hyperparameters, ignored } = readHyperparameters({ [given]: text });
    expect([hyperparameters[name], ignored]).toEqual([value, []]);
  });

  it('names what it ignores, except SageMaker’s own', () => {
    expect(readHyperparameters({ model_dir: '/x', sagemaker_program: '"t.py"' }).ignored).toEqual(['model_dir']);
  });

  it.each([
    ['epochs', '0', 'hyperparameter epochs must be a positive integer, not "0"'],
    ['epochs', '2.5', 'hyperparameter epochs must be a positive integer, not "2.5"'],
    ['learning_rate', '', 'hyperparameter learning_rate must be a number from 0.0 to 1.0, not ""'],
    ['learning_rate', 'nan', 'hyperparameter learning_rate must be a number from 0.0 to 1.0, not "nan"'],
    ['dropout_rate', '1.5', 'hyperparameter dropout_rate must be a number from 0.0 to 1.0, not "1.5"'],
    ['early_stopping', 'yes', 'hyperparameter early_stopping must be True or False, not "yes"'],
  ])('refuses %s=%j', (name, text, message) => {
    expect(() => read({ [name]: text })).toThrow(message);
  });

  it('refuses an unknown optimizer and names those there are', () => {
    expect(() => read({ optimizer: 'lion' })).toThrow('one of adamw, adam, sgd, nesterov, rmsprop, adagrad, adadelta');
  });

  it('names every problem at once', () => {
    expect(() => read({ epochs: 'x', batch_size: 'y' })).toThrow(/epochs.*\n.*batch_size/);
  });

  it('trains everything unless told otherwise, at a learning rate that suits the encoder', () => {
    expect(read({})).toMatchObject({ train_only_top_layer: false, learning_rate: 0.0002 });
  });

  it('honours a learning rate that is given', () => {
    expect(read({ train_only_top_layer: '"False"', 'adam-learning-rate': '0.001' }).learning_rate).toBe(0.001);
  });
});
