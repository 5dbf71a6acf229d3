import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../words/words.js';
import { Button } from './button.js';
import layout from '../layout.module.css';
import { Failure } from '../states.js';

interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly close: () => void;
  /** What has to be typed first, where something has. */
  readonly typed?: ReactNode;
  /** Why it could not be done. Here, since what stands behind the dialog is not read. */
  readonly error?: Error | null;
  /** The button that does it. */
  readonly children: ReactNode;
}

/** Asks before something that can't be taken back. The browser's own dialog: it keeps the focus, and gives it back. */
export function Confirm({ open, title, text, close, typed = null, error = null, children }: ConfirmProps): ReactNode {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      {open ? (
        <div className={layout.stack}>
          <h2 id={id}>{title}</h2>
          <p>{text}</p>
          {typed}
          {error === null ? null : <Failure error={error} />}
          <div className={layout.row}>
            {children}
            <Button onClick={close}>{t.common.back}</Button>
          </div>
        </div>
      ) : null}
    </dialog>
  );
}
