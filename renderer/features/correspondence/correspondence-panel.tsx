import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { runCommand } from '../../commands/command-registry.ts';
import { countOf } from '../../model/labels.ts';
import { closePanel } from '../../model/session.ts';
import { ask } from '../../platform/bridge.ts';
import { useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button } from '../../ui/button.tsx';
import { SearchBox, SegmentedControl } from '../../ui/field.tsx';
import { MenuButton, MenuEntry } from '../../ui/menu.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './correspondence-panel.module.css';
import { type CorrespondencePart, patchCorrespondence, shownCorrespondence } from './correspondence-view.ts';
import { DatesPart } from './dates-part.tsx';
import { PairsPart } from './pairs-part.tsx';
import { choiceName, openPaper, PaperList } from './paper-list.tsx';
import { ThreadPart } from './thread-part.tsx';
import { TimelinePart } from './timeline-part.tsx';

const parts: readonly { readonly value: CorrespondencePart; readonly label: string }[] = [
  { value: 'timeline', label: 'Timeline' },
  { value: 'pairs', label: 'Who to Whom' },
  { value: 'thread', label: 'Thread' },
  { value: 'dates', label: 'Dates' },
];

/** The letters and telegrams of the collection: when, who to whom, and what answers what. */
export function CorrespondencePanel(): ReactNode {
  const [documents, setDocuments] = useState<number | null>(null);
  useEffect(() => {
    void ask('correspondence:look', null).then((found) => found && setDocuments(found.documents));
  }, []);
  return (
    <SidePanel title="Correspondence" isBroad onClose={closePanel}>
      {documents === 0 && (
        <p className={styles.hint}>
          There is no document yet. Import some: sender, addressee and date are read from their heads, and everything
          here is made of those.
        </p>
      )}
      {documents !== null && documents > 0 && <Parts />}
    </SidePanel>
  );
}

function Parts(): ReactNode {
  const shown = useWholeStore(shownCorrespondence);
  const text = useDeferredValue(shown.text);
  const { part, choice, document } = shown;
  const isThread = part === 'thread';
  return (
    <>
      <div className={styles.tools}>
        <SegmentedControl
          label="View"
          value={part}
          options={parts}
          onChange={(next) => patchCorrespondence({ part: next, choice: { kind: 'all' }, within: null })}
        />
        {part !== 'dates' && !(isThread && document !== null) && (
          <SearchBox
            label="Filter"
            placeholder="Sender, addressee, title, number…"
            value={shown.text}
            onChange={(typed) => patchCorrespondence({ text: typed })}
            className={styles.search ?? ''}
          />
        )}
        <MenuButton label="Export" button={<Button>Export…</Button>}>
          <MenuEntry label="As a table (CSV)" onAction={() => void exportAs('csv')} />
          <MenuEntry label="For catalogues of letters (CMIF)" onAction={() => void exportAs('cmif')} />
        </MenuButton>
        <Button
          isDisabled={part === 'dates' || (isThread && document === null)}
          onPress={() => runCommand('document.print')}
        >
          Print…
        </Button>
      </div>
      {isThread && <ThreadPart document={document} text={text} />}
      {part === 'dates' && <DatesPart />}
      {part !== 'dates' && !isThread && (
        <div className={styles.columns}>
          <div className={styles.column}>
            {part === 'timeline' ? (
              <TimelinePart shown={{ ...shown, text }} />
            ) : (
              <PairsPart shown={{ ...shown, text }} />
            )}
          </div>
          <div className={styles.column}>
            <PaperList label={choiceName(choice)} choice={choice} text={text} onAction={openPaper} />
          </div>
        </div>
      )}
    </>
  );
}

async function exportAs(format: 'csv' | 'cmif'): Promise<void> {
  const written = await ask('correspondence:export', { format });
  if (!written) return;
  const { file, documents, unreadable } = written;
  const left = unreadable.length === 0 ? '' : ` ${countOf(unreadable.length, 'document')} could not be read.`;
  showToast(`${countOf(documents, 'document')} in ${file}.${left}`);
}
