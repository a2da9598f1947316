import { UserRoundCheck, UserRoundPlus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { CandidateRow, TagCandidates } from '../../../shared/contract/payloads/entities.ts';
import type { AnnotationId, EntityId } from '../../../shared/document/identifier.ts';
import { identifyAnnotations } from '../../../shared/edit/tag-commands.ts';
import type { Entity, EntityKind } from '../../../shared/entities/entity.ts';
import type { CandidateReason } from '../../../shared/entities/rank-candidates.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { askingWho, briefOf, entitiesChanged, entityChanges, entityOf, makeEntity } from '../../model/entities.ts';
import { ask, call } from '../../platform/bridge.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchBox } from '../../ui/field.tsx';
import styles from './entity-section.module.css';

interface EntitySectionProps {
  readonly session: DocumentSession;
  readonly id: AnnotationId;
  readonly kind: EntityKind;
  /** What the tag covers. */
  readonly text: string;
}

/** Who or what a tag means: found by typing, of the ranked candidates, or made of the tag. */
export function EntitySection({ session, id, kind, text }: EntitySectionProps): ReactNode {
  const meant = useStore(session.facts, (facts) => facts.annotations.get(id)?.entity ?? null);
  const [isChanging, setChanging] = useState(false);
  const isAsked = useWholeStore(askingWho);
  useEffect(() => {
    if (isAsked) setChanging(true);
  }, [isAsked]);
  const say = (entity: EntityId | null): void => {
    setChanging(false);
    session.run(identifyAnnotations([{ id, entity: meant }], entity));
    focusEditor();
  };
  if (meant !== null && !isChanging)
    return (
      <Meant
        meant={meant}
        isWritable={session.readOnly === null}
        onChange={() => setChanging(true)}
        onUnlink={() => say(null)}
      />
    );
  if (session.readOnly !== null) return null;
  return <Candidates {...{ session, id, kind, text }} onSay={say} onLeave={() => setChanging(false)} />;
}

interface MeantProps {
  readonly meant: EntityId;
  readonly isWritable: boolean;
  readonly onChange: () => void;
  readonly onUnlink: () => void;
}

function Meant({ meant, isWritable, onChange, onUnlink }: MeantProps): ReactNode {
  const [entity, setEntity] = useState<Entity | null | undefined>(undefined);
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    void entityOf(meant).then((found) => isWanted && setEntity(found));
    return () => {
      isWanted = false;
    };
  }, [meant, version]);
  if (entity === undefined) return null;
  const name = entity?.name ?? t`An entity that is not in the list any more`;
  return (
    <section aria-label={t`Who is meant`} className={styles.meant}>
      <UserRoundCheck size={15} strokeWidth={1.9} aria-hidden />
      <div className={styles.words}>
        <b>{name}</b>
        {entity && briefOf(entity) !== '' && <span className={styles.note}>{briefOf(entity)}</span>}
      </div>
      {isWritable && (
        <>
          <Button look="quiet" onPress={onChange}>{t`Change`}</Button>
          <IconButton icon={X} label={t`This does not mean ${name}`} onPress={onUnlink} />
        </>
      )}
    </section>
  );
}

interface CandidatesProps extends EntitySectionProps {
  readonly onSay: (entity: EntityId) => void;
  readonly onLeave: () => void;
}

/** How long nobody must type before it is looked for. */
const quietMs = 80;

function useCandidates({ session, id, kind, text }: EntitySectionProps, typed: string): TagCandidates | null {
  const [found, setFound] = useState<TagCandidates | null>(null);
  const version = useWholeStore(entityChanges);
  useEffect(() => {
    let isWanted = version >= 0;
    const look = async (): Promise<void> => {
      // What was just said of other tags counts.
      await session.flush();
      const reply = await call('entities:candidates', { document: session.id, annotation: id, kind, text, typed });
      if (isWanted && reply.ok) setFound(reply.value);
    };
    const timer = setTimeout(() => void look(), typed === '' ? 0 : quietMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [session, id, kind, text, typed, version]);
  return found;
}

function Candidates(props: CandidatesProps): ReactNode {
  const { kind, text, onSay, onLeave } = props;
  const [typed, setTyped] = useState('');
  const found = useCandidates(props, typed);
  const field = useRef<HTMLInputElement>(null);
  const isAsked = useWholeStore(askingWho);
  useEffect(() => {
    if (!isAsked) return;
    field.current?.focus();
    askingWho.set(false);
  }, [isAsked]);
  const make = async (): Promise<void> => {
    const name = typed.trim() === '' ? text : typed.trim();
    const entity = await makeEntity(kind, name);
    if (entity) onSay(entity.id);
  };
  const take = async (authority: string, key: string): Promise<void> => {
    const entity = await ask('entities:take', { authority, key });
    if (entity === null) showToast(t`That entry is not in the list any more.`);
    if (!entity) return;
    entitiesChanged();
    onSay(entity.id);
  };
  const takeFirst = (): void => {
    const [entity, entry] = [found?.entities[0]?.entity, found?.authorities[0]];
    if (entity) onSay(entity.id);
    else if (entry) void take(entry.authority, entry.key);
    else void make();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') takeFirst();
    else if (event.key === 'Escape') {
      onLeave();
      focusEditor();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section aria-label={t`Who is meant`} className={styles.candidates}>
      <SearchBox
        label={t`Who is meant`}
        placeholder={t`Who is meant? Type a name`}
        value={typed}
        onChange={setTyped}
        onKeyDown={onKeyDown}
        inputRef={field}
      />
      <ul aria-label={t`Candidates`} className={styles.list}>
        {found?.entities.map((row) => (
          <CandidateLine key={row.entity.id} row={row} isCertain={found.certain === row.entity.id} onSay={onSay} />
        ))}
        {found?.authorities.map(({ authority, key, name, note }) => (
          <li key={`${authority}\n${key}`}>
            <Button look="quiet" className={styles.line ?? ''} onPress={() => void take(authority, key)}>
              <span className={styles.words}>
                {name}
                <span className={styles.note}>{[authority, note].filter(Boolean).join(': ')}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <Button look="quiet" className={styles.line ?? ''} onPress={() => void make()}>
        <UserRoundPlus size={14} strokeWidth={1.9} aria-hidden />
        {t`New: “${typed.trim() === '' ? text : typed.trim()}”`}
      </Button>
    </section>
  );
}

const reasonWords: Readonly<Record<CandidateReason, string>> = {
  'meant before': t`meant before`,
  'same name': t`same name`,
  'same surname': t`same surname`,
  'similar name': t`similar name`,
  'named in this document': t`named in this document`,
  'not born yet': t`not born yet`,
  'dead by then': t`dead by then`,
};

interface CandidateLineProps {
  readonly row: CandidateRow;
  readonly isCertain: boolean;
  readonly onSay: (entity: EntityId) => void;
}

function CandidateLine({ row: { entity, reasons }, isCertain, onSay }: CandidateLineProps): ReactNode {
  const why = [...reasons.map((reason) => reasonWords[reason]), ...(isCertain ? [t`nobody else is known`] : [])].join(
    ', ',
  );
  return (
    <li>
      <Button look="quiet" className={styles.line ?? ''} onPress={() => onSay(entity.id)}>
        <span className={styles.words}>
          {entity.name}
          <span className={styles.note}>{[briefOf(entity), why].filter((part) => part !== '').join(' · ')}</span>
        </span>
      </Button>
    </li>
  );
}
