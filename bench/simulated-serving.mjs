// A stand-in for an inference container that knows no model: every text is "0" and "1" with equal probability.
import { parentPort } from 'node:worker_threads';

const answers = {
  'application/json;verbose': { probabilities: [0.5, 0.5], labels: [0, 1], predicted_label: 0 },
  'application/json': { probabilities: [0.5, 0.5] },
};

parentPort.on('message', ({ id, accept }) =>
  parentPort.postMessage({
    type: 'answer',
    id,
    status: 200,
    contentType: accept,
    body: JSON.stringify(answers[accept]),
  }),
);
parentPort.postMessage({ type: 'ready' });
