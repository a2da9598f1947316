import { ArrowLeft } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { CollectionView } from '../../shared/contract/ipc.ts';
import { keysLabel } from '../commands/command-keys.ts';
import { PaletteButton } from '../commands/palette-button.tsx';
import { closeCollection, importFiles } from '../session/collection-actions.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import styles from './collection-bar.module.css';

interface CollectionBarProps {
  readonly collection: CollectionView;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onExport: () => void;
}

export function CollectionBar({ collection, typed, onTyped, searchRef, onExport }: CollectionBarProps): ReactNode {
  return (
    <TopBar>
      <IconButton icon={ArrowLeft} label="Close the collection" onPress={() => void closeCollection()} />
      <h1 className={styles.title}>{collection.title}</h1>
      <div className={styles.space} />
      <SearchBox
        label="Filter documents"
        placeholder="Filter by title, name, number, date…"
        value={typed}
        onChange={onTyped}
        keys={keysLabel('collection.search')}
        inputRef={searchRef}
        className={styles.search ?? ''}
      />
      <PaletteButton />
      {collection.readOnly === null && (
        <Button look="quiet" onPress={() => void importFiles(null)}>
          Import…
        </Button>
      )}
      <Button look="primary" isDisabled={collection.documents.length === 0} onPress={onExport}>
        Export…
      </Button>
    </TopBar>
  );
}
