import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  readonly label: string;
  /** Called when it is pressed, so that long texts are made only then. */
  readonly text: () => string;
  readonly look?: 'plain' | 'quiet';
}

export function CopyButton({ label, text, look = 'quiet' }: CopyButtonProps): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    if (!copyText(text())) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1600);
  };
  return (
    <Button look={look} onPress={copy}>
      {isCopied ? 'Copied' : label}
    </Button>
  );
}
