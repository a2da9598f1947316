import { ScanLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWholeStore } from '../../store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { DocumentSession } from '../document-session.ts';
import { patchView } from '../workbench-view.ts';
import { addImages, pageWork } from './page-actions.ts';

/** Stands where the page images would be. */
export function NoImages({ session }: { readonly session: DocumentSession }): ReactNode {
  const work = useWholeStore(pageWork);
  return (
    <EmptyState
      icon={ScanLine}
      title="No page images yet"
      actions={
        <>
          {session.readOnly === null && (
            <Button look="primary" isDisabled={work !== null} onPress={() => void addImages(session, null)}>
              {work === 'adding' ? 'Adding page images…' : 'Add page images…'}
            </Button>
          )}
          <Button onPress={() => patchView({ leftPane: 'source' })}>Show the source text</Button>
        </>
      }
    >
      PNG, JPEG, TIFF, WebP or PDF files from this computer, one picture for each page. They are linked to the page
      anchors in the order of their names; the order and the links can be changed afterwards.
    </EmptyState>
  );
}
