import { type ReactNode, useEffect, useState } from 'react';
import type { ImageChoice, SharingState } from '../../../shared/contract/payloads/sharing.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { lastExchange, loadSharing, requestShare, requestSync, sharingState } from '../../actions/sharing-actions.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './sharing.module.css';
import { addressOf, ImagesChoice, nowhere, PlaceChoice } from './sharing-choices.tsx';

/** Where the open collection is shared, and where else it could be. */
export function SharePanel(): ReactNode {
  const state = useWholeStore(sharingState);
  useEffect(() => void loadSharing(), []);
  return state === null ? (
    <SidePanel title={t`Share`} onClose={closePanel}>
      <div aria-busy="true" />
    </SidePanel>
  ) : (
    <Sharing state={state} />
  );
}

function Sharing({ state }: { readonly state: SharingState }): ReactNode {
  const { shared, hasGit, hasLargeFiles } = state;
  const [place, setPlace] = useState(nowhere);
  const [images, setImages] = useState<ImageChoice>(shared?.images ?? 'include');
  const [withoutGit, setWithoutGit] = useState(!hasGit);
  const [busyWith, setBusyWith] = useState<'sharing' | 'synchronising' | null>(null);
  const address = addressOf(place);
  const isPlain = place.kind === 'folder' && withoutGit;
  const run = async (what: 'sharing' | 'synchronising', work: () => Promise<boolean>): Promise<void> => {
    if (busyWith !== null) return;
    setBusyWith(what);
    if (await work()) closePanel();
    else setBusyWith(null);
  };
  const share = (): void => {
    if (address !== undefined) void run('sharing', () => requestShare({ address, withoutGit: isPlain, images }));
  };
  const sync = (): void => void run('synchronising', () => requestSync(images === shared?.images ? null : images));
  return (
    <SidePanel
      title={t`Share`}
      onClose={closePanel}
      foot={
        <ShareFoot
          isShared={shared !== null}
          isPlaced={address !== undefined}
          busyWith={busyWith}
          onShare={share}
          onSync={sync}
        />
      }
    >
      {shared !== null && <SharedNow shared={shared} />}
      <PlaceChoice purpose="share" place={place} onPlace={setPlace} hasGit={hasGit} />
      {place.kind === 'folder' && (
        <WayChoice
          hasGit={hasGit}
          withoutGit={withoutGit}
          onChange={(isOn) => {
            setWithoutGit(isOn);
            if (isOn && images === 'lfs') setImages('include');
          }}
        />
      )}
      <ImagesChoice
        purpose="share"
        images={images}
        onImages={setImages}
        hasLargeFiles={isPlain ? null : hasLargeFiles}
      />
    </SidePanel>
  );
}

/** Where it is shared, and what came of it last. */
const sharedNow = ({ remote, way }: NonNullable<SharingState['shared']>): string =>
  way === 'git'
    ? t`This collection is shared in ${remote}, by Git. What each of you does comes to the others when you synchronise.`
    : t`This collection is shared in ${remote}, as plain files, without Git. What each of you does comes to the others when you synchronise.`;

function SharedNow({ shared }: { readonly shared: NonNullable<SharingState['shared']> }): ReactNode {
  const last = useWholeStore(lastExchange);
  const folder = useSession((session) => session.collection?.folder);
  return (
    <div className={styles.intro}>
      <p className={styles.shared}>{sharedNow(shared)}</p>
      {last !== null && last.folder === folder && (
        <p className={styles.hint}>{t`The last time: ${retold(last.sentence)}`}</p>
      )}
    </div>
  );
}

interface WayChoiceProps {
  readonly hasGit: boolean;
  readonly withoutGit: boolean;
  readonly onChange: (withoutGit: boolean) => void;
}

function WayChoice({ hasGit, withoutGit, onChange }: WayChoiceProps): ReactNode {
  return (
    <section aria-labelledby="sharing-way" className={styles.section}>
      <h3 id="sharing-way" className={styles.heading}>{t`How`}</h3>
      <CheckBox label={t`As plain files, without Git`} isOn={withoutGit} isDisabled={!hasGit} onChange={onChange} />
      <p className={styles.hint}>
        {hasGit
          ? t`Git takes less room and is known to servers. Plain files need it on nobody’s computer.`
          : t`Git is not installed on this computer. Plain files do without it.`}
      </p>
    </section>
  );
}

interface ShareFootProps {
  readonly isShared: boolean;
  /** Whether it was said where to share it. */
  readonly isPlaced: boolean;
  readonly busyWith: 'sharing' | 'synchronising' | null;
  readonly onShare: () => void;
  readonly onSync: () => void;
}

function ShareFoot({ isShared, isPlaced, busyWith, onShare, onSync }: ShareFootProps): ReactNode {
  const isSyncFirst = isShared && !isPlaced;
  const isBusy = busyWith !== null;
  return (
    <>
      {isShared && <Button look={isSyncFirst ? 'primary' : 'plain'} onPress={onSync}>{t`Synchronise`}</Button>}
      <Button look={isSyncFirst ? 'plain' : 'primary'} isDisabled={!isPlaced} onPress={onShare}>
        {isShared ? t`Share there from now on` : t`Share`}
      </Button>
      <Button look="quiet" onPress={closePanel}>
        {isBusy ? t`Close` : t`Cancel`}
      </Button>
      <span role="status" className={styles.hint}>
        {busyWith === 'sharing' && t`Sharing…`}
        {busyWith === 'synchronising' && t`Synchronising…`}
      </span>
    </>
  );
}
