import type { DeployPlan, HostingDecision, Plan } from '../contract/run/plan.js';
import { costRows } from './cost.js';
import { duration } from './duration.js';
import { changeRow, inputRow, modelRow } from './gate-report.js';
import { labelsRow } from './labels.js';
import type { Row } from './row.js';
import { row } from './row.js';
import { dataRow } from './run.js';

/** What a run will do, before anything is started. */
export function planRows(plan: Plan | DeployPlan): Row[] {
  const trains = 'training' in plan;
  return [
    modelRow(plan.model),
    ...(trains ? trainingRows(plan) : [artifactRow(plan)]),
    ...(plan.labels === undefined ? [] : [labelsRow(plan.labels)]),
    ...gateRuleRows(plan),
    ...endpointRows(plan, !trains || plan.deploy),
    ...costRows(plan.cost, { trains }),
  ];
}

function trainingRows({ dataset, training }: Plan): Row[] {
  const types = training.rungs.map(({ instanceType, spot }) => `${instanceType}${spot ? ' (spot)' : ''}`);
  const image = training.rungs[0]?.imageUri ?? '';
  return [
    dataRow(dataset),
    row('training', `${types.join(', then ')}, at most ${duration(training.maxRuntimeInSeconds)}`),
    ...(training.inputs ?? []).map(inputRow),
    row('image', image, { name: image }),
    row('encoder', training.modelUri, { name: training.modelUri }),
  ];
}

function artifactRow({ modelData }: DeployPlan): Row {
  const uri = 'tarball' in modelData ? modelData.tarball : modelData.prefix;
  return row('artifact', uri, { name: uri });
}

const gateRuleRows = ({ gates }: HostingDecision): Row[] =>
  Object.entries(gates).map(([name, { rule, because }]) =>
    row(`gate ${name}`, because === undefined ? rule : `${rule}: ${because}`),
  );

function endpointRows({ hosting }: HostingDecision, deploys: boolean): Row[] {
  if (!deploys) return [row('endpoint', 'none: the request asks to train only')];
  const types = hosting.rungs.map(({ instanceType }) => instanceType).join(', then ');
  const update = hosting.update === undefined ? '' : ', or the live one is updated';
  return [row('endpoint', `${hosting.instanceCount} × ${types}${update}`), ...(hosting.changes ?? []).map(changeRow)];
}
