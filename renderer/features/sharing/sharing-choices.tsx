import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageChoice } from '../../../shared/contract/payloads/sharing.ts';
import { t } from '../../../shared/translation/translate.ts';
import { choosePlace } from '../../actions/sharing-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Field, SegmentedControl } from '../../ui/field.tsx';
import styles from './sharing.module.css';

/** Where a collection is, or is to be, shared: as far as it was said. */
export interface PlaceSaid {
  readonly kind: 'folder' | 'address';
  /** That was chosen in a dialog. */
  readonly folder: string | null;
  readonly address: string;
}

export const nowhere: PlaceSaid = { kind: 'folder', folder: null, address: '' };

/** What can be sent: null for a folder that was chosen; undefined when nothing was said yet. */
export function addressOf({ kind, folder, address }: PlaceSaid): string | null | undefined {
  if (kind === 'folder') return folder === null ? undefined : null;
  return address.trim() === '' ? undefined : address.trim();
}

interface PlaceChoiceProps {
  readonly purpose: 'share' | 'join';
  readonly place: PlaceSaid;
  readonly onPlace: (place: PlaceSaid) => void;
  readonly hasGit: boolean;
}

export function PlaceChoice({ purpose, place, onPlace, hasGit }: PlaceChoiceProps): ReactNode {
  const choose = async (): Promise<void> => {
    const folder = await choosePlace(purpose);
    if (folder !== null) onPlace({ ...place, folder });
  };
  return (
    <section aria-labelledby="sharing-place" className={styles.section}>
      <h3 id="sharing-place" className={styles.heading}>
        {purpose === 'share' ? t`Where the others get it` : t`Where it is shared`}
      </h3>
      <SegmentedControl
        label={t`Sort of place`}
        value={place.kind}
        options={[
          { value: 'folder', label: t`A folder` },
          { value: 'address', label: t`An address` },
        ]}
        onChange={(kind) => onPlace({ ...place, kind })}
      />
      {place.kind === 'folder' ? (
        <>
          <div className={styles.place}>
            <Button autoFocus onPress={() => void choose()}>
              <FolderOpen size={15} aria-hidden />
              {t`Choose a folder…`}
            </Button>
            {place.folder !== null && <span className={styles.path}>{place.folder}</span>}
          </div>
          <p className={styles.hint}>{folderHints[purpose]}</p>
        </>
      ) : (
        <Field
          label={t`Address`}
          value={place.address}
          onChange={(address) => onPlace({ ...place, address })}
          face="code"
          maxLength={2000}
          placeholder="ssh://git@archive.example/letters.git"
          hint={addressHint}
          error={hasGit ? null : t`Git is not installed on this computer: an address cannot be reached without it.`}
        />
      )}
    </section>
  );
}

const folderHints = {
  share: t`An empty one: on a share, on a stick, or one that a program synchronises. Or one in which this collection is shared already.`,
  join: t`The one that your colleague chose: on a share, on a stick, or one that a program synchronises.`,
};

const addressHint = t`Of a Git server, beginning with ssh:// or https://. How you sign in is what Git knows of you. Anchorite reaches this address only when you synchronise.`;

interface ImagesChoiceProps {
  readonly purpose: 'share' | 'join';
  readonly images: ImageChoice;
  readonly onImages: (images: ImageChoice) => void;
  /** Whether it goes by Git, and Git LFS is there; null when it goes through a plain folder. */
  readonly hasLargeFiles: boolean | null;
}

export function ImagesChoice({ purpose, images, onImages, hasLargeFiles }: ImagesChoiceProps): ReactNode {
  const withLfs = purpose === 'share' && hasLargeFiles !== null;
  return (
    <section aria-labelledby="sharing-images" className={styles.section}>
      <h3 id="sharing-images" className={styles.heading}>{t`Images of the pages`}</h3>
      <SegmentedControl
        label={t`Images of the pages`}
        value={images}
        options={[
          { value: 'include', label: purpose === 'share' ? t`Go along` : t`Come along` },
          ...(withLfs ? [{ value: 'lfs' as const, label: t`By Git LFS` }] : []),
          { value: 'leave-out', label: purpose === 'share' ? t`Stay here` : t`Stay away` },
        ]}
        onChange={onImages}
      />
      <p className={styles.hint}>
        {imageHints[purpose][images]}
        {images === 'lfs' && hasLargeFiles === false && ` ${t`It is not installed on this computer (git-lfs.com).`}`}
      </p>
    </section>
  );
}

const imageHints: Readonly<Record<'share' | 'join', Readonly<Record<ImageChoice, string>>>> = {
  share: {
    include: t`Everybody gets them, unless they leave them out themselves.`,
    lfs: t`A server keeps them apart from the repository. Everybody needs Git LFS to get them.`,
    'leave-out': t`Others get the documents without images; they can be given later.`,
  },
  join: {
    include: t`Those that are there come with the documents.`,
    lfs: '',
    'leave-out': t`Documents are here without them, and say so. They can be had later, when you synchronise.`,
  },
};
