import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import proofreadStyles from '../../editor/proofread.module.css';
import suspectsStyles from '../../editor/suspects.module.css';
import tagsStyles from '../../editor/tags.module.css';
import styles from '../../editor/transcription.module.css';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useSession } from '../../model/session.ts';
import { hiddenLayers } from '../../model/tag-layers.ts';
import { chooseTag, workbenchView } from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { DropMark } from '../dragging/anchor-drag.tsx';
import { TagHandles } from '../dragging/tag-handles.tsx';
import { followReference, referenceHere } from '../elements/follow-reference.ts';
import type { Facsimile } from '../facsimile/facsimile-model.ts';
import { facsimileView } from '../facsimile/facsimile-view.ts';
import { ImageStrip } from '../facsimile/image-strip.tsx';
import { useProofreading } from '../proofread/proofreading.ts';
import { SuspectCard } from '../suspects/suspect-card.tsx';
import type { SuspectQueue } from '../suspects/suspect-queue.ts';
import { tagByTypeKey } from '../tag-types/tag-as-type.ts';
import { ConflictCard } from '../tagging/conflict-card.tsx';
import { SuggestionCard } from '../tagging/suggestion-card.tsx';
import type { TagQueues } from '../tagging/use-tagging-commands.ts';
import { AnchorMenu, type OpenAnchorMenu } from './anchor-menu.tsx';
import { BlockHandle } from './block-menu.tsx';
import { nameBlocks } from './block-words.ts';
import blocksStyles from './blocks.module.css';
import { type OpenTagList, TagList } from './tag-list.tsx';
import { chipUnder, noteCallUnder, tagsUnder, useEditorView } from './use-editor-view.ts';
import wordsStyles from './words.module.css';

/** Leads from the call of a note to its body.
 *  @returns whether there is one */
function followNoteCall(doc: Node, call: string): boolean {
  let target: string | null = null;
  doc.descendants((node) => {
    if (node.type.name === 'noteReference' && node.attrs.id === call) target = node.attrs.target as string | null;
  });
  return target !== null && goTo({ kind: 'id', id: target });
}

interface TranscriptionProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
  readonly facsimile: Facsimile;
  readonly queue: SuspectQueue;
  readonly tagQueues: TagQueues;
}

/** The text of the document, as it is edited, tagged and read. */
export function Transcription({ session, outline, facsimile, queue, tagQueues }: TranscriptionProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const [anchorMenu, setAnchorMenu] = useState<OpenAnchorMenu | null>(null);
  const [tagList, setTagList] = useState<OpenTagList | null>(null);
  const mode = useStore(workbenchView, (view) => view.mode);
  const type = useStore(session.facts, (facts) => facts.metadata.type);
  const showCorrections = useSession((now) => now.preferences.showCorrections);
  const showLineEnds = useSession((now) => now.preferences.showLineEnds);
  const suspectMarks = useSession((now) => now.preferences.suspectMarks);
  const hiddenMarks = useStore(hiddenLayers, ({ marks }) => marks);
  const isCardOpen = useStore(queue.card, (suspect) => suspect !== null);
  // Whoever decides about a word looks at its image.
  const isStripShown = useStore(facsimileView, (view) => view.isStripShown) || isCardOpen;
  useLayoutEffect(() => {
    if (host.current) nameBlocks(host.current);
  }, []);
  useEditorView(host, session, {
    onClick: (view, event) => {
      const chip = chipUnder(event);
      const call = noteCallUnder(event);
      if (chip) return setAnchorMenu(chip);
      if (call !== null && followNoteCall(view.state.doc, call)) return;
      if (event.ctrlKey || event.metaKey) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        const pointed = at && TextSelection.near(view.state.doc.resolve(at.pos));
        if (pointed && referenceHere(session, pointed) !== null) return followReference(session, pointed);
      }
      const tags = tagsUnder(view, session.derived, event);
      const { mode: now, tab } = workbenchView.get();
      if (now === 'correct') {
        // Whoever corrects puts the caret somewhere; the inspector shows a tag only when it shows tags anyway.
        if (tab === 'tags') chooseTag(tags[0]?.id ?? null);
      } else if (tags.length > 1) setTagList({ tags, x: event.clientX, y: event.clientY });
      else chooseTag(tags[0]?.id ?? null);
    },
    onKey: (event) => tagByTypeKey(session, event),
  });
  useProofreading(session, mode === 'proofread');
  return (
    <div data-scroll className={styles.scroll}>
      <div
        ref={column}
        className={classNames(
          styles.column,
          tagsStyles.lines,
          type === 'telegram' ? styles.cable : styles.letter,
          showCorrections && mode !== 'proofread' ? styles.withCorrections : styles.withoutCorrections,
          mode === 'proofread' && proofreadStyles.proofreading,
          suspectsStyles[suspectMarks],
          showLineEnds ? styles.withLineEnds : styles.withoutLineEnds,
        )}
      >
        <div
          ref={host}
          className={classNames(
            styles.host,
            blocksStyles.blocks,
            wordsStyles.words,
            hiddenMarks.includes('doubt') && wordsStyles.withoutDoubt,
            hiddenMarks.includes('hand') && wordsStyles.withoutHand,
            hiddenMarks.includes('look') && wordsStyles.withoutLook,
          )}
        />
        <SuspectCard queue={queue} outline={outline} column={column} />
        <SuggestionCard queue={tagQueues.suggestions} outline={outline} column={column} />
        <ConflictCard queue={tagQueues.conflicts} outline={outline} column={column} />
        <TagHandles session={session} outline={outline} column={column} />
        <DropMark column={column} />
        {mode === 'correct' && session.readOnly === null && <BlockHandle session={session} column={column} />}
        {isStripShown && <ImageStrip session={session} facsimile={facsimile} column={column} />}
      </div>
      <AnchorMenu session={session} menu={anchorMenu} onClose={() => setAnchorMenu(null)} />
      <TagList list={tagList} onClose={() => setTagList(null)} />
    </div>
  );
}
