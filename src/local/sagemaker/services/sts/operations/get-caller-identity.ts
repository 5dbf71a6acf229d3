import { accountId, callerArn } from '../../../wire/account.js';
import { element } from '../../../wire/xml/xml-element.js';
import type { JsonObject, Operation } from '../../../wire/service/operation.js';
import type { XmlElement } from '../../../wire/xml/xml-element.js';

/** Every caller is the one user of the one account. */
export const getCallerIdentity: Operation<unknown, JsonObject, XmlElement> = () =>
  element('GetCallerIdentityResult', [
    element('Arn', callerArn),
    element('UserId', 'AIDATUNEWRIGHTLOCAL00'),
    element('Account', accountId),
  ]);
