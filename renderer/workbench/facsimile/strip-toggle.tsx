import { GalleryVerticalEnd } from 'lucide-react';
import type { ReactNode } from 'react';
import { keysLabel } from '../../commands/command-keys.ts';
import { useStore } from '../../store.ts';
import { Toggle } from '../../ui/toggle.tsx';
import type { DocumentSession } from '../document-session.ts';
import { facsimileView, patchFacsimile } from './facsimile-view.ts';

/** Lays the line of the image above the line of the text, or takes it off. */
export function StripToggle({ session }: { readonly session: DocumentSession }): ReactNode {
  const hasPages = useStore(session.facts, (facts) => facts.pages.length > 0);
  const isShown = useStore(facsimileView, (view) => view.isStripShown);
  if (!hasPages) return null;
  return (
    <Toggle
      label="Strip"
      icon={GalleryVerticalEnd}
      isOn={isShown}
      onChange={(isStripShown) => patchFacsimile({ isStripShown })}
      hint={isShown ? 'Take the strip of the image off' : 'Show the line of the image above the line of the text'}
      keys={keysLabel('facsimile.strip')}
    />
  );
}
