import type { ReactNode } from 'react';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { Button } from './button.js';
import { Confirm } from './confirm.js';
import { Failure } from '../states.js';

interface DeployButtonProps {
  readonly look?: 'plain' | 'main';
  readonly disabled?: boolean;
  readonly children: ReactNode;
  /** For an hour, in words. */
  readonly price: string;
  /** Nothing bills: it is not asked before. */
  readonly free: boolean;
  /** The start is on its way. */
  readonly pending: boolean;
  /** After so many hours the endpoint ends. */
  readonly hours: number;
  readonly deploy: () => void;
  /** Of the last start. */
  readonly error: Error | null;
}

/** Makes a model live; where that costs money, only after a question with the price. */
export function DeployButton({ look = 'plain', disabled = false, children, ...props }: DeployButtonProps): ReactNode {
  const { price, free, pending, hours, deploy, error } = props;
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look={look} price={price} disabled={disabled || pending} onClick={free ? deploy : () => setAsking(true)}>
        {children}
      </Button>
      <Confirm
        open={asking}
        title={t.model.deployQuestion}
        text={t.model.deployCosts(price, hours)}
        close={() => setAsking(false)}
        error={error}
      >
        <Button look="main" price={price} onClick={deploy} disabled={pending}>
          {t.run.deploy}
        </Button>
      </Confirm>
      {error === null || asking ? null : <Failure error={error} />}
    </>
  );
}
