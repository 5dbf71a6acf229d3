import { z } from 'zod';
import { metricRulePattern } from '../run/gate-rule.js';
import { consistent } from './consistent.js';
import { upToAYear } from './fields.js';

const rule = z
  .string()
  .regex(
    new RegExp(`^(auto|manual|${metricRulePattern})$`),
    'must be auto, manual or a rule such as validation:accuracy>=0.9 (better-than-live is for the gate traffic)',
  );
const trafficRule = z
  .string()
  .regex(
    new RegExp(`^(auto|manual|better-than-live|${metricRulePattern})$`),
    'must be auto, manual, better-than-live or a rule such as validation:accuracy>=0.9',
  );

const person = z.string().trim().min(1, 'must not be empty').max(100);

/** A URL of a webhook holds a secret, and a request is read by many. */
const webhook = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'must be the name of a webhook that the worker knows: letters, digits, dots, hyphens, no URL',
  );

const isList = Array.isArray as (value: unknown) => value is unknown[];

const options = (ofRule: z.ZodString): z.ZodType =>
  consistent(
    z.strictObject({
      rule: ofRule.optional(),
      approvers: z.array(person).min(1, 'must name somebody, or be left out').max(50).optional(),
      quorum: z.number().int().min(1).max(50).optional(),
      deadlineInSeconds: upToAYear(1).optional(),
      onDeadline: z.enum(['approve', 'reject']).optional(),
      notify: webhook.optional(),
      remindEveryInSeconds: upToAYear(60).optional(),
      escalateAfterInSeconds: upToAYear(1).optional(),
      escalateTo: webhook.optional(),
    }),
    [
      {
        path: ['approvers'],
        message: 'names somebody twice; each counts once',
        holds: ({ approvers }) => !isList(approvers) || new Set(approvers).size === approvers.length,
      },
      {
        path: ['quorum'],
        message: 'must be at most the number of approvers',
        holds: ({ approvers, quorum }) => !isList(approvers) || !(Number(quorum) > approvers.length),
      },
      {
        path: ['notify'],
        message: 'reminders need a webhook to go to',
        holds: ({ notify, remindEveryInSeconds }) => remindEveryInSeconds === undefined || notify !== undefined,
      },
      {
        path: ['escalateTo'],
        message: 'an escalation needs a webhook to go to',
        holds: ({ escalateTo, escalateAfterInSeconds }) =>
          escalateAfterInSeconds === undefined || escalateTo !== undefined,
      },
      {
        path: ['escalateAfterInSeconds'],
        message: 'escalateTo needs a time after which it is told',
        holds: ({ escalateTo, escalateAfterInSeconds }) =>
          escalateTo === undefined || escalateAfterInSeconds !== undefined,
      },
    ],
  );

const gate = (ofRule: z.ZodString): z.ZodType =>
  z.union([ofRule, options(ofRule)], { error: 'must be a rule, or an object with the options of a gate' });

export const gates = z.strictObject({
  training: gate(rule).optional(),
  deployment: gate(rule).optional(),
  traffic: gate(trafficRule).optional(),
});
