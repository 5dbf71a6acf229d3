import type { ResourceState } from '../../../local/sagemaker/index.js';
import { say } from '../../output.js';
import { LiveBlock } from './live-block.js';
import { resourceTable } from './resource-table.js';
import { StateChanges } from './state-changes.js';

export interface ResourceView {
  /** Says a line beside what is shown. */
  say(line: string): void;
  /** Shows what stands there at the end, and nothing after it. */
  end(): void;
}

const redrawMilliseconds = 500;
/** Short, so that states are seen that pass quickly. */
const lookMilliseconds = 100;

/** Shows jobs and endpoints while they change: a table on a terminal, else one line for each change of state. */
export function showResources(resources: () => readonly ResourceState[], asTable: boolean): ResourceView {
  return asTable ? showTable(resources) : showChanges(resources);
}

function showTable(resources: () => readonly ResourceState[]): ResourceView {
  const { stderr } = process;
  const block = new LiveBlock(stderr);
  const draw = (): void => {
    const { rows = 24, columns = 80 } = stderr;
    block.draw(resourceTable(resources(), { now: Date.now() / 1000, rows, columns }));
  };
  draw();
  const timer = setInterval(draw, redrawMilliseconds);
  return {
    say: (line) => block.print(line),
    end: () => {
      clearInterval(timer);
      draw();
    },
  };
}

function showChanges(resources: () => readonly ResourceState[]): ResourceView {
  const changes = new StateChanges(resources());
  const look = (): void => changes.next(resources()).forEach((line) => say(line));
  const timer = setInterval(look, lookMilliseconds);
  return {
    say,
    end: () => {
      clearInterval(timer);
      look();
    },
  };
}
