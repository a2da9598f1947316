import type { ReactNode } from 'react';
import { t } from '../../shared/translation/translate.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { DivisionDialog } from '../features/division/division-dialog.tsx';
import { PrintDialog } from '../features/print/print-dialog.tsx';
import { RemovalDialog } from '../features/removal/removal-dialog.tsx';
import { GoToDialog } from '../features/search/go-to.tsx';
import { NewCollection } from '../features/start/start-forms.tsx';
import { TourCard } from '../features/start/tour.tsx';
import { PlaceFilesDialog } from '../features/windows/place-files-dialog.tsx';
import { patchSession, useSession } from '../model/session.ts';
import { SmallDialog } from '../ui/panel.tsx';

/** What lies over every screen when it is asked for. Each waits for its question in a store of its own, so that one that comes before all
 *  this is read is shown as soon as it is. */
export function Dialogs(): ReactNode {
  return (
    <>
      <NamingDialog />
      <CommandPalette />
      <GoToDialog />
      <PrintDialog />
      <TourCard />
      <RemovalDialog />
      <DivisionDialog />
      <PlaceFilesDialog />
    </>
  );
}

/** Asks what a new collection is called while another is open, which stays open until there is the new one. */
function NamingDialog(): ReactNode {
  const isOpen = useSession(({ isNamingCollection, collection }) => isNamingCollection && collection !== null);
  const close = (): void => patchSession({ isNamingCollection: false });
  return (
    <SmallDialog title={t`New collection`} isOpen={isOpen} onClose={close}>
      <NewCollection onDone={close} />
    </SmallDialog>
  );
}
