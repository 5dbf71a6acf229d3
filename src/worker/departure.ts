import { constants } from 'node:os';

/** Aborted by the first SIGINT or SIGTERM, to which Temporal's own handler of these shuts the worker down. */
export interface Departure {
  readonly leaving: AbortSignal;
  /** Takes the handlers off. */
  readonly release: () => void;
}

/** Milliseconds. A terminal and the parent process may both pass one request on, each as a signal of its own. */
const oneRequest = 1_000;

/** A second request to leave ends the process at once: what it was doing is taken up like that of a worker that died. */
export function untilAskedToLeave(): Departure {
  const controller = new AbortController();
  let asked: number | undefined;
  const leave = (signal: 'SIGINT' | 'SIGTERM'): void => {
    const now = performance.now();
    if (asked !== undefined && now - asked >= oneRequest) process.exit(128 + constants.signals[signal]);
    asked ??= now;
    controller.abort(new DOMException('the worker leaves', 'AbortError'));
  };
  process.on('SIGINT', leave).on('SIGTERM', leave);
  return {
    leaving: controller.signal,
    release: () => void process.off('SIGINT', leave).off('SIGTERM', leave),
  };
}
