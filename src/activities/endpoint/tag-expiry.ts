import { endpoints, orNull, writeTag } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { tagKeys } from '../../contract/names.js';
import { sageMakerOf } from '../account-guard.js';
import { calling } from '../failures.js';
import type { Services } from '../services.js';

/** The value where the endpoint stays: the tag is written over, so that the right to take tags away is not needed. */
const never = 'never';

/** An endpoint that is gone by now needs no tag. */
export const tagExpiry =
  (services: Services): Activities['tagExpiry'] =>
  async ({ expiresAt, ...key }) => {
    const { sagemaker } = await sageMakerOf(services, key);
    await calling('AddTags', async () => {
      const found = await orNull(() => endpoints.describe(sagemaker, key.name));
      if (found?.arn === undefined) return;
      await writeTag(sagemaker, found.arn, { Key: tagKeys.expires, Value: expiresAt ?? never });
    });
  };
