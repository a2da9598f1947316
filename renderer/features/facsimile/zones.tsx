import { type LucideIcon, PenLine, SquareDashed, Stamp, StickyNote } from 'lucide-react';
import type { EditorState } from 'prosemirror-state';
import type { FormEvent, ReactNode } from 'react';
import { newZoneId, type PageImageId, type ZoneId } from '../../../shared/document/identifier.ts';
import type { Box } from '../../../shared/document/layout.ts';
import { type Zone, type ZoneKind, zoneKinds } from '../../../shared/document/page-image.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { changeZone, drawZone, zonePassages } from '../../../shared/edit/zone-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { patchView } from '../../model/workbench-view.ts';
import { createStore, type Store, useStore, useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { patchFacsimile } from './facsimile-view.ts';
import styles from './zone-form.module.css';

/** A zone that a person is placing. */
interface ZoneDraft {
  /** Of a zone that is there already; null for a new one. */
  readonly id: ZoneId | null;
  readonly page: PageImageId;
  readonly box: Box;
  readonly kind: ZoneKind;
  readonly note: string;
}

/** The zone that is being placed; null while none is. */
export const zoneDraft: Store<ZoneDraft | null> = createStore<ZoneDraft | null>(null);

export const patchDraft = (patch: Partial<Pick<ZoneDraft, 'box' | 'kind' | 'note'>>): void =>
  zoneDraft.update((draft) => draft && { ...draft, ...patch });

/** What is placed first: the middle of what is in sight. */
export function draftWithin(page: PageImageId, visible: Box): ZoneDraft {
  const [width, height] = [visible.width / 3, visible.height / 8];
  const box = {
    x: Math.round(visible.x + (visible.width - width) / 2),
    y: Math.round(visible.y + (visible.height - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  };
  return { id: null, page, box, kind: 'stamp', note: '' };
}

export const draftOf = ({ id, page, box, kind, note }: Zone): ZoneDraft => ({ id, page, box, kind, note });

/** Puts the zone on the page; a new one is tied to the words that are selected, or to the annotation at the caret. */
export function keepDraft(session: DocumentSession): void {
  const draft = zoneDraft.get();
  zoneDraft.set(null);
  if (!draft) return;
  const zone: Zone = { ...draft, id: draft.id ?? newZoneId(), note: draft.note.trim() };
  session.run(draft.id === null ? drawZone(zone, zonePassages(session.editor.get())) : changeZone(zone, null));
  patchFacsimile({ chosenZone: zone.id });
  patchView({ tab: 'zones' });
}

export const zoneIcons: Readonly<Record<ZoneKind, LucideIcon>> = {
  stamp: Stamp,
  signature: PenLine,
  'marginal note': StickyNote,
  other: SquareDashed,
};

export const zoneNames: Readonly<Record<ZoneKind, string>> = {
  stamp: t`Stamp`,
  signature: t`Signature`,
  'marginal note': t`Marginal note`,
  other: t`Something else`,
};

const zoneChoices: readonly { readonly value: ZoneKind; readonly label: string }[] = zoneKinds.map((value) => ({
  value,
  label: zoneNames[value],
}));

/** What a zone that is being placed shows, and which words it is tied to. */
export function ZoneForm({ session }: { readonly session: DocumentSession }): ReactNode {
  const draft = useWholeStore(zoneDraft);
  if (!draft) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keepDraft(session);
    focusEditor();
  };
  return (
    <form aria-label={t`Zone`} className={styles.form} onSubmit={submit}>
      <p className={styles.hint}>
        {draft.id === null
          ? t`Draw a rectangle on the image: with the mouse, or with the arrow keys and Shift.`
          : t`Move the rectangle, or draw another: with the mouse, or with the arrow keys and Shift.`}
      </p>
      <div className={styles.fields}>
        <Choice<ZoneKind>
          label={t`It shows a`}
          value={draft.kind}
          options={zoneChoices}
          onChange={(kind) => patchDraft({ kind })}
        />
        <Field
          label={t`In words`}
          value={draft.note}
          onChange={(note) => patchDraft({ note })}
          maxLength={400}
          className={styles.note ?? ''}
        />
      </div>
      {draft.id === null && <TiedWords session={session} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">{t`Keep the zone`}</Button>
        <Button
          look="quiet"
          onPress={() => {
            zoneDraft.set(null);
            focusEditor();
          }}
        >{t`Cancel`}</Button>
      </div>
    </form>
  );
}

/** Which words the zone will be tied to: they may be selected while it is placed. */
function TiedWords({ session }: { readonly session: DocumentSession }): ReactNode {
  const tied = useStore(session.editor, tiedWords);
  return (
    <p className={styles.hint}>
      {tied === '' ? t`Tied to no words: select some to tie it to them.` : t`Tied to “${tied}”.`}
    </p>
  );
}

/** More words than these are cut. */
const mostCharacters = 60;

function tiedWords(state: EditorState): string {
  const text = zonePassages(state)
    .map(({ from, to }) => readingOf(state.doc, from, to))
    .join(' … ');
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

/** The zones whose passage the caret stands in. */
export function useZonesAtCaret(session: DocumentSession): readonly ZoneId[] {
  const ids = useStore(session.editor, zonesAtCaret);
  return ids === '' ? [] : (ids.split(' ') as ZoneId[]);
}

/** As one string, so that a caret that moves within a passage draws nothing again. */
function zonesAtCaret({ selection }: EditorState): string {
  const { $head } = selection;
  const nodes = [$head.nodeBefore, $head.nodeAfter];
  const ids = nodes.flatMap((node) => (node?.marks ?? []).filter(({ type }) => type.name === 'zone'));
  return [...new Set(ids.map(({ attrs }) => attrs.id as string))].join(' ');
}
