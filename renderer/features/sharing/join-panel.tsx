import { type ReactNode, useEffect, useState } from 'react';
import type { ImageChoice } from '../../../shared/contract/payloads/sharing.ts';
import { t } from '../../../shared/translation/translate.ts';
import { loadSharing, requestJoin, sharingState } from '../../actions/sharing-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import { JobProgressBar } from '../notices/job-progress.tsx';
import styles from './sharing.module.css';
import { addressOf, ImagesChoice, nowhere, PlaceChoice } from './sharing-choices.tsx';

/** Asks for a collection that others share, and makes a copy of it in a new folder. */
export function JoinPanel(): ReactNode {
  const state = useWholeStore(sharingState);
  const isStart = useSession((session) => session.screen.kind === 'start');
  const [place, setPlace] = useState(nowhere);
  const [images, setImages] = useState<ImageChoice>('include');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => void loadSharing(), []);
  const address = addressOf(place);
  const join = async (): Promise<void> => {
    if (address === undefined || isBusy) return;
    setBusy(true);
    // What was opened has closed this panel.
    if (!(await requestJoin({ address, withoutGit: false, images }))) setBusy(false);
  };
  return (
    <SidePanel
      title={t`Join a shared collection`}
      onClose={closePanel}
      foot={
        <>
          <Button
            look="primary"
            isDisabled={address === undefined}
            onPress={() => void join()}
          >{t`Choose where it goes…`}</Button>
          <Button look="quiet" onPress={closePanel}>
            {isBusy ? t`Close` : t`Cancel`}
          </Button>
          <span role="status" className={styles.hint}>
            {isBusy && t`Joining…`}
          </span>
          {isBusy && isStart && <JobProgressBar />}
        </>
      }
    >
      <p
        className={styles.intro}
      >{t`You get a copy of your own, in a folder of this computer, and work on it without a network. What each of you does comes to the others when you synchronise.`}</p>
      <PlaceChoice purpose="join" place={place} onPlace={setPlace} hasGit={state?.hasGit ?? true} />
      <ImagesChoice purpose="join" images={images} onImages={setImages} hasLargeFiles={null} />
    </SidePanel>
  );
}
