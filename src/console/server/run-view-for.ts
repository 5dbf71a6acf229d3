import type { RunSnapshot } from '../../client/index.js';
import type { RunView, User } from '../api/index.js';
import type { Context } from './context.js';
import { workflowUi } from './temporal-ui.js';
import { gateFor } from './views/gate-view.js';
import { runView } from './views/run-view.js';

/** A run as one user sees it: whether they may decide at its gates is part of it. */
export const runViewFor =
  (context: Context, user: User) =>
  (snapshot: RunSnapshot): RunView => {
    const view = runView(snapshot, { ui: workflowUi(context, snapshot.summary.run) });
    const { startedBy } = snapshot.summary;
    const selfApproval = context.options.selfApproval ?? true;
    return { ...view, gates: view.gates.map((gate) => gateFor(gate, { user, startedBy, selfApproval })) };
  };
