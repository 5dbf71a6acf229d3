import { expect, test } from 'vitest';
import type { Fleet } from '../../../../src/contract/fleet.js';
import { hostingChanges, shrinkingWarnings } from '../../../../src/plan/decide/hosting/hosting-changes.js';

const fleet = (more: Partial<Fleet> = {}): Fleet => ({
  endpoint: 'reviews',
  variants: [{ name: 'AllTraffic', instanceType: 'ml.m5.large', instanceCount: 3 }],
  ...more,
});
const told = (live: Fleet, count?: number): string[] =>
  hostingChanges(live, ['ml.g5.xlarge', 'ml.m5.large'], count).map(({ of, now, after }) => `${of}: ${now} > ${after}`);

test('an update that names no count keeps the instances that are live', () => {
  expect(told(fleet())).toEqual(['instances: 3 > 3', 'instance type: ml.m5.large > ml.g5.xlarge, then ml.m5.large']);
});

test('an update that names a count says what becomes of the instances', () => {
  expect(told(fleet(), 1)[0]).toBe('instances: 3 > 1');
});

test('the capture of data goes on, and a plan says so', () => {
  expect(told(fleet({ capturesData: true }))).toContain('data capture: on > on');
});

test('a variant that is renamed is told', () => {
  const variants = [{ name: 'A', instanceType: 'ml.m5.large', instanceCount: 1 }];
  expect(told(fleet({ variants }))).toContain('variant: A > AllTraffic');
});

test('fewer instances than are live are warned of', () => {
  expect(shrinkingWarnings({ live: fleet(), instanceCount: 1 }).join()).toContain('3 instances now, and 1 after');
  expect(shrinkingWarnings({ live: fleet(), instanceCount: 3 })).toEqual([]);
});
