/** What suits this encoder; larger ones want smaller rates. */
const usefulLearningRates = {
  topLayer: { least: 1e-4, most: 1, advice: 'is too low for a frozen encoder; try 0.003' },
  everything: { least: 1e-5, most: 5e-4, advice: 'does not suit the training of the whole encoder; try 0.0002' },
} as const;

/** What is to be said of a learning rate that is honoured all the same; undefined for one that suits. */
export function learningRateWarning(rate: number, { topLayerOnly }: { topLayerOnly: boolean }): string | undefined {
  const { least, most, advice } = usefulLearningRates[topLayerOnly ? 'topLayer' : 'everything'];
  return rate < least || rate > most ? `learning_rate ${rate} ${advice}` : undefined;
}
