// Starts a fine-tune, says what it does while it goes on, asks the endpoint that it made, and deletes that.
//   node examples/start-and-follow.mjs [data]
// `data` is a directory with a data.csv, or an s3:// prefix; left out, the model's own data set.
import { Tunewright } from 'tunewright';

const [, , data] = process.argv;
const tunewright = await Tunewright.connect();
try {
  const run = await tunewright.fineTune({
    model: { id: 'tensorflow-tc-local-use-lite-en' },
    ...(data === undefined ? {} : { data }),
    hyperparameters: { epochs: 2 },
    gates: { deployment: 'auto' },
    // Should this program be killed before it deletes the endpoint, the endpoint goes by itself.
    endpoint: { timeToLiveInSeconds: 3_600 },
  });
  console.log(`run ${run.id}`);
  for await (const { phase, progress } of run.watch()) {
    console.log([phase, progress?.secondaryStatus, progress?.epochs.at(-1)?.valAccuracy].filter(Boolean).join(' '));
  }
  const { endpoint, trainingJob } = await run.result();
  console.log(trainingJob.metrics);
  console.log(await endpoint?.predict('a stirring, funny film'));
  await endpoint?.delete();
} finally {
  await tunewright.close();
}
