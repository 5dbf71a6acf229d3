import { expect, test } from 'vitest';
import { workflowTypes } from '../../src/contract/workflow-types.js';
import { readPage, tableRows } from './pages.js';

test.each(Object.values(workflowTypes))('the architecture has a row for the workflow type %s', (type) => {
  const types = tableRows(readPage('ARCHITECTURE.md')).map(([first]) => first);
  expect(types).toContain(`\`${type}\``);
});
