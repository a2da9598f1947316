import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { EntityRow } from '../../../shared/contract/payloads/entities.ts';
import { anchorsOf, type PageAnchor } from '../../../shared/document/page-anchor.ts';
import { counted, t } from '../../../shared/translation/translate.ts';
import { leaveDocument, openDocument, openedDocument } from '../../actions/document-actions.ts';
import { matchesWords } from '../../commands/command-search.ts';
import { goTo } from '../../editor/view-port.ts';
import { kindNames } from '../../model/entities.ts';
import { shownAnchorName } from '../../model/labels.ts';
import { openPanel, patchSession, useSession } from '../../model/session.ts';
import { call } from '../../platform/bridge.ts';
import { Palette, type PaletteEntry, PaletteList } from '../../ui/palette.tsx';

/** Something that can be gone to. `about` tells it from others of its name, too. */
interface Target extends PaletteEntry {
  readonly go: () => void;
}

const mostDocuments = 40;
const mostEntities = 10;

/** Goes to a document, an entity or a page, by some of its words or its number. */
export function GoToDialog(): ReactNode {
  const isOpen = useSession((now) => now.isGoingTo && now.collection !== null);
  return (
    <Palette label={t`Go to`} isOpen={isOpen} onOpenChange={(open) => patchSession({ isGoingTo: open })}>
      <Targets />
    </Palette>
  );
}

function Targets(): ReactNode {
  const [typed, setTyped] = useState('');
  const documents = useSession((now) => now.collection?.documents ?? null);
  const entities = useEntities(typed);
  const targets = useMemo(
    () => [...pagesLike(typed), ...documentsLike(documents ?? [], typed), ...entities.map(entityTarget)],
    [typed, documents, entities],
  );
  const choose = (id: string): void => {
    const target = targets.find((one) => one.id === id);
    patchSession({ isGoingTo: false });
    // The dialog gives the focus back first.
    requestAnimationFrame(() => requestAnimationFrame(() => target?.go()));
  };
  return (
    <PaletteList
      find={t`Go to a document, a name or a page`}
      placeholder={t`A document, a name, or the number of a page`}
      label={t`Go to`}
      typed={typed}
      onType={setTyped}
      entries={targets}
      onChoose={choose}
      none={t`Nothing is called that.`}
    />
  );
}

/** Pages of the open document, by the number that is typed: `1359`, `page 2`, `p. 2`, or by the name that the window gives them. */
function pagesLike(typed: string): readonly Target[] {
  const wanted = typed.trim().toLowerCase();
  const label = /^(?:p(?:age|\.)?|facsimile|typeset)?\s*(\S*\d\S*)$/u.exec(wanted)?.[1];
  const open = openedDocument();
  if (!open || !/\d/.test(wanted)) return [];
  const isWanted = (anchor: PageAnchor): boolean =>
    label === undefined
      ? shownAnchorName(anchor).toLowerCase().startsWith(wanted)
      : anchor.label.toLowerCase().startsWith(label);
  return anchorsOf(open.editor.get().doc)
    .filter(({ anchor }) => isWanted(anchor))
    .slice(0, mostEntities)
    .sort((a, b) => a.anchor.label.length - b.anchor.label.length)
    .map(({ anchor }) => ({
      id: `page ${anchor.id}`,
      title: shownAnchorName(anchor),
      about: t`Page of this document`,
      go: () => void goTo({ kind: 'id', id: anchor.id }),
    }));
}

function documentsLike(documents: readonly DocumentSummary[], typed: string): readonly Target[] {
  const found: Target[] = [];
  for (const { id, title, source, number, date } of documents) {
    if (found.length >= mostDocuments) break;
    if (!matchesWords(`${number} ${title} ${source} ${date}`, typed)) continue;
    const about = [t`Document`, number, title.includes(date) ? '' : date].filter(Boolean).join(' · ');
    found.push({ id: `document ${id}`, title: title || source, about, go: () => void openDocument(id, null) });
  }
  return found;
}

const entityTarget = ({ entity, mentions }: EntityRow): Target => ({
  id: `entity ${entity.id}`,
  title: entity.name,
  about: `${kindNames[entity.kind]} · ${counted(mentions, 'mention')}`,
  go: () =>
    void leaveDocument().then((hasLeft) => {
      if (hasLeft) openPanel({ kind: 'entities', entity: entity.id });
    }),
});

/** Entities by what is typed, a moment later; none before anything is. */
function useEntities(typed: string): readonly EntityRow[] {
  const [rows, setRows] = useState<readonly EntityRow[]>([]);
  useEffect(() => {
    if (typed.trim() === '') return setRows([]);
    let isLate = false;
    const timer = setTimeout(async () => {
      const reply = await call('entities:list', { text: typed.trim(), kind: null, limit: mostEntities });
      if (!isLate && reply.ok) setRows(reply.value.rows);
    }, 80);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return rows;
}
