import { Check, Copy as CopyIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { Button } from './button.js';

export function Copy({ text, label }: { readonly text: string; readonly label?: string }): ReactNode {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    });
  };
  return (
    <Button
      look="quiet"
      icon={copied ? <Check size={14} aria-hidden /> : <CopyIcon size={14} aria-hidden />}
      onClick={copy}
    >
      {copied ? t.common.copied : (label ?? t.common.copy)}
    </Button>
  );
}
