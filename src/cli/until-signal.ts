/** Resolves with the first SIGINT, SIGTERM or SIGHUP; later ones change nothing, since an end is on its way. */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
