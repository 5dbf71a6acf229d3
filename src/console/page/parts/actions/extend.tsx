import type { ReactNode } from 'react';
import type { Extended } from '../../../api/index.js';
import { call } from '../../data/fetch.js';
import { cache } from '../../data/queries.js';
import { useMay } from '../../data/role.js';
import { useAction } from '../../data/use-action.js';
import { useWords } from '../../words/words.js';
import { Button } from './button.js';
import { Failure } from '../states.js';

/** Hours from now, not added to what was left. */
const extensionHours = 12;

/** One press: the endpoint stays for half a day from now. */
export function Extend({ endpoint }: { readonly endpoint: string }): ReactNode {
  const { t } = useWords();
  const may = useMay('operator');
  const extending = useAction({
    mutationFn: () =>
      call<Extended>('POST', `/api/v1/endpoints/${encodeURIComponent(endpoint)}/extensions`, { hours: extensionHours }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['endpoints'] });
      return cache.invalidateQueries({ queryKey: ['endpoint', endpoint] });
    },
  });
  return (
    <>
      <Button
        price={t.endpoint.hours(extensionHours)}
        disabled={!may || extending.isPending}
        onClick={() => extending.mutate()}
      >
        {t.endpoint.extend}
      </Button>
      <span className="hidden" role="status">
        {extending.isSuccess ? t.endpoint.extended : ''}
      </span>
      {extending.error === null ? null : <Failure error={extending.error} />}
    </>
  );
}
