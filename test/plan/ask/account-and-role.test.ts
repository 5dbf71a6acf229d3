import { expect, test } from 'vitest';
import { accountAndRole } from '../../../src/plan/ask/account-and-role.js';
import { servicesOf } from '../support.js';

const role = 'arn:aws:iam::111122223333:role/R';

test('what the request leaves out comes from the environment and the credentials in use', async () => {
  expect(await accountAndRole({ role }, servicesOf())).toEqual({
    region: 'us-east-1',
    account: '111122223333',
    role,
    problems: [],
  });
});

test('without a region nobody is asked', async () => {
  const services = servicesOf({
    region: () => Promise.resolve(undefined),
    identity: () => Promise.reject(new Error('nobody must be asked')),
  });
  expect((await accountAndRole({ role }, services)).problems.map(({ field }) => field)).toEqual(['region']);
});

test('a role is missing on AWS only', async () => {
  const local = servicesOf({ identity: () => Promise.resolve({ account: '111122223333', local: true }) });
  expect((await accountAndRole({}, servicesOf())).problems.map(({ field }) => field)).toEqual(['role']);
  expect((await accountAndRole({}, local)).role).toBe('arn:aws:iam::111122223333:role/TunewrightLocal');
});

test('credentials of another account than the one asked for are refused', async () => {
  const { problems } = await accountAndRole({ role, account: '999999999999' }, servicesOf());
  expect(problems.map(({ field }) => field)).toEqual(['account']);
});
