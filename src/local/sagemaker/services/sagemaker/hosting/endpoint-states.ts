export type EndpointStatus = 'Creating' | 'InService' | 'Updating' | 'RollingBack' | 'Deleting' | 'Failed';

/** What each state allows, and what has to be done for it after a restart. */
export const endpointStates: Readonly<
  Record<
    EndpointStatus,
    {
      readonly invoke: boolean;
      /** `in progress` and `delete only` are the two ways SageMaker refuses. */
      readonly update: 'allowed' | 'in progress' | 'delete only';
      readonly delete: boolean;
      readonly afterRestart:
        'bring up' | 'reload when asked' | 'reload and update' | 'reload and roll back' | 'finish deleting' | 'nothing';
    }
  >
> = {
  Creating: { invoke: false, update: 'in progress', delete: false, afterRestart: 'bring up' },
  InService: { invoke: true, update: 'allowed', delete: true, afterRestart: 'reload when asked' },
  Updating: { invoke: true, update: 'in progress', delete: false, afterRestart: 'reload and update' },
  RollingBack: { invoke: true, update: 'in progress', delete: false, afterRestart: 'reload and roll back' },
  Deleting: { invoke: false, update: 'in progress', delete: false, afterRestart: 'finish deleting' },
  Failed: { invoke: false, update: 'delete only', delete: true, afterRestart: 'nothing' },
};
