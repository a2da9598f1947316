import type { ReactNode } from 'react';

/** The window of an anchorhold: an arch with its cross of lead. */
export function BrandMark({ size = 20 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden>
      <title>Anchorite</title>
      <path d="M5 22V10.5a7 7 0 0 1 14 0V22Z" strokeWidth={1.7} strokeLinejoin="round" />
      <path d="M12 3.5V22M5 13.2h14" strokeWidth={1.3} />
      <path d="M3 22h18" strokeWidth={1.7} strokeLinecap="round" />
    </svg>
  );
}
