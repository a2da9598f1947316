import { type ReactNode, useState } from 'react';
import { annotationKinds } from '../../../shared/document/annotation.ts';
import { t } from '../../../shared/translation/translate.ts';
import { matchesWords } from '../../commands/command-search.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { tagNames, tagWithin } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Palette, PaletteList } from '../../ui/palette.tsx';
import { tagAs, typePalette } from './tag-as-type.ts';

/** Asks of which type the selected words are to be tagged. */
export function TypePalette({ session }: { readonly session: DocumentSession }): ReactNode {
  return (
    <Palette label={t`Tag as a type`} isOpen={useWholeStore(typePalette)} onOpenChange={typePalette.set}>
      <TypeList session={session} />
    </Palette>
  );
}

function TypeList({ session }: { readonly session: DocumentSession }): ReactNode {
  const [typed, setTyped] = useState('');
  const types = useWholeStore(tagTypes);
  const offered = annotationKinds.flatMap((kind) => types.tree(kind).map(({ type }) => type));
  const choose = (id: string): void => {
    const type = offered.find((one) => one.id === id);
    typePalette.set(false);
    if (!type) return;
    tagAs(session, types.kindOf(type), type);
    // The dialog gives the focus back, to whatever had it, some frames after it is gone.
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(focusEditor)));
  };
  return (
    <PaletteList
      find={t`Find a type`}
      placeholder={t`What is it?`}
      label={t`Types of tags`}
      typed={typed}
      onType={setTyped}
      entries={offered.map((type) => ({
        id: type.id,
        title: types
          .pathOf(type)
          .map(({ name }) => name)
          .join(' ▸ '),
        name: type.name,
        about: tagNames[types.kindOf(type)],
        words: `${type.name} ${tagWithin[types.kindOf(type)]}`,
        keys: type.key,
      }))}
      filter={matchesWords}
      onChoose={choose}
      none={t`No type is called that. They are made in Tag ▸ Types of Tags.`}
    />
  );
}
