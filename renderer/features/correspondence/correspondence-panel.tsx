import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { counted, t } from '../../../shared/translation/translate.ts';
import { runCommand } from '../../commands/command-registry.ts';
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
  { value: 'timeline', label: t`Timeline` },
  { value: 'pairs', label: t`Who to Whom` },
  { value: 'thread', label: t`Thread` },
  { value: 'dates', label: t`Dates` },
];

/** The letters and telegrams of the collection: when, who to whom, and what answers what. */
export function CorrespondencePanel(): ReactNode {
  const [documents, setDocuments] = useState<number | null>(null);
  useEffect(() => {
    void ask('correspondence:look', null).then((found) => found && setDocuments(found.documents));
  }, []);
  return (
    <SidePanel title={t`Correspondence`} isBroad onClose={closePanel}>
      {documents === 0 && (
        <p
          className={styles.hint}
        >{t`There is no document yet. Import some: sender, addressee and date are read from their heads, and everything here is made of those.`}</p>
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
          label={t`View`}
          value={part}
          options={parts}
          onChange={(next) => patchCorrespondence({ part: next, choice: { kind: 'all' }, within: null })}
        />
        {part !== 'dates' && !(isThread && document !== null) && (
          <SearchBox
            label={t`Filter`}
            placeholder={t`Sender, addressee, title, number…`}
            value={shown.text}
            onChange={(typed) => patchCorrespondence({ text: typed })}
            className={styles.search ?? ''}
          />
        )}
        <MenuButton label={t`Export`} button={<Button>{t`Export…`}</Button>}>
          <MenuEntry label={t`As a table (CSV)`} onAction={() => void exportAs('csv')} />
          <MenuEntry label={t`For catalogues of letters (CMIF)`} onAction={() => void exportAs('cmif')} />
        </MenuButton>
        <Button
          isDisabled={part === 'dates' || (isThread && document === null)}
          onPress={() => runCommand('document.print')}
        >{t`Print…`}</Button>
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
  const done = t`${counted(documents, 'document')} in ${file}.`;
  const left = t`${counted(unreadable.length, 'document')} could not be read.`;
  showToast(unreadable.length === 0 ? done : `${done} ${left}`);
}
