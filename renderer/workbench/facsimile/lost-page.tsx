import { ImageOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { PageView } from '../../../shared/contract/facsimile.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { DocumentSession } from '../document-session.ts';
import { relinkPage } from './page-actions.ts';

interface LostPageProps {
  readonly session: DocumentSession;
  readonly page: PageView;
}

/** Stands in the place of an image whose file is not what it was. */
export function LostPage({ session, page }: LostPageProps): ReactNode {
  const [other, setOther] = useState<{ readonly file: string; readonly what: string } | null>(null);
  const relink = async (file: string | null): Promise<void> => setOther(await relinkPage(session, page.id, file));
  const isMissing = page.state === 'missing';
  return (
    <EmptyState
      icon={ImageOff}
      title={isMissing ? 'The image is missing' : 'The image has changed'}
      actions={
        session.readOnly === null && (
          <>
            <Button look="primary" onPress={() => void relink(null)}>
              Choose the file…
            </Button>
            {other && <Button onPress={() => void relink(other.file)}>Take it all the same</Button>}
          </>
        )
      }
    >
      {other ? (
        <p role="alert">{other.what}</p>
      ) : (
        <p>
          “{page.name}” {isMissing ? 'is no longer in the collection' : 'is not the file that was imported'}. The text,
          the zones and the reading of the page are kept; they need the file only to be seen.
        </p>
      )}
    </EmptyState>
  );
}
