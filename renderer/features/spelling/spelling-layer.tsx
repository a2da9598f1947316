import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { fieldWords } from '../../../shared/correct/language/field-spelling.ts';
import { t } from '../../../shared/translation/translate.ts';
import { session } from '../../model/session.ts';
import { learn } from '../../model/vocabulary.ts';
import { call } from '../../platform/bridge.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuEntry, MenuLine } from '../../ui/menu.tsx';
import { type Spot, SpotPopover } from '../../ui/spot-popover.tsx';
import styles from './spelling-layer.module.css';

type SpelledField = HTMLInputElement | HTMLTextAreaElement;

/** What stands in the field that has the focus, and which of its words may be spelled wrong. */
interface Spelled {
  readonly field: SpelledField;
  readonly text: string;
  readonly wrong: readonly { readonly word: string; readonly from: number }[];
}

/** What a menu was opened for. */
interface AskedWord {
  readonly field: SpelledField;
  readonly word: string;
  readonly from: number;
  readonly spot: Spot;
  readonly spellings: readonly string[];
}

/** How long nobody must type before words are looked up. */
const quietMs = 350;
/** How many words are asked about at once. */
const mostWords = 500;

const spelledField = (target: EventTarget | null): SpelledField | null =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.dataset.spelled !== undefined
    ? target
    : null;

/** Underlines words that may be spelled wrong in the field in which one writes, and offers what may be meant. */
export function SpellingLayer(): ReactNode {
  const [spelled, setSpelled] = useState<Spelled | null>(null);
  const [asked, setAsked] = useState<AskedWord | null>(null);
  const latest = useRef(spelled);
  latest.current = spelled;
  useEffect(() => {
    const known = new Map<string, boolean>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (field: SpelledField): Promise<void> => {
      const words = fieldWords(field.value);
      const unknown = [...new Set(words.map(({ word }) => word))].filter((word) => !known.has(word));
      const isAsked = unknown.length > 0 && session().collection !== null;
      const reply = isAsked ? await call('collection:misspelled', { words: unknown.slice(0, mostWords) }) : null;
      if (reply?.ok) for (const word of unknown) known.set(word, reply.value.includes(word));
      if (document.activeElement !== field) return;
      // A word at whose end the caret stands is not finished.
      const caret = field.selectionStart;
      const isFinished = ({ word, from }: { word: string; from: number }): boolean =>
        from + word.length !== caret || field.value.length !== caret;
      const wrong = fieldWords(field.value).filter((one) => known.get(one.word) === true && isFinished(one));
      setSpelled({ field, text: field.value, wrong });
    };
    const soon = (field: SpelledField, ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(field), ms);
    };
    const onFocus = ({ target }: FocusEvent): void => {
      const field = spelledField(target);
      known.clear();
      if (field) soon(field, 0);
    };
    const onBlur = (): void => {
      clearTimeout(timer);
      setSpelled(null);
    };
    const onInput = ({ target }: Event): void => {
      const field = spelledField(target);
      if (!field) return;
      setSpelled(null);
      soon(field, quietMs);
    };
    const onMenu = (event: MouseEvent): void => {
      const field = spelledField(event.target);
      const here = field && wrongWordAt(latest.current, field);
      if (!field || !here) return;
      event.preventDefault();
      const { left, bottom } = field.getBoundingClientRect();
      const isPointed = event.button === 2;
      const spot = { left: isPointed ? event.clientX : left + 12, top: isPointed ? event.clientY : bottom, height: 1 };
      void call('collection:spellings', { word: here.word }).then((reply) =>
        setAsked({ field, ...here, spot, spellings: reply.ok ? reply.value : [] }),
      );
    };
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('focusout', onBlur, { signal });
    document.addEventListener('input', onInput, { signal });
    document.addEventListener('contextmenu', onMenu, { signal });
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      {spelled && spelled.wrong.length > 0 && <Mirror spelled={spelled} />}
      {asked && <WordMenu asked={asked} onDone={() => setAsked(null)} />}
    </>
  );
}

function wrongWordAt(spelled: Spelled | null, field: SpelledField): Spelled['wrong'][number] | null {
  if (spelled?.field !== field || spelled.text !== field.value) return null;
  const caret = field.selectionStart ?? -1;
  return spelled.wrong.find(({ word, from }) => from <= caret && caret <= from + word.length) ?? null;
}

/** What of a field's look places its letters. */
const copied = [
  'font',
  'letterSpacing',
  'wordSpacing',
  'textIndent',
  'textAlign',
  'direction',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'overflowWrap',
  'tabSize',
] as const;

/** The words of a field once more over it, of which only the lines under the wrong ones are seen. */
function Mirror({ spelled: { field, text, wrong } }: { readonly spelled: Spelled }): ReactNode {
  const mirror = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = (): void => {
      const element = mirror.current;
      if (!element) return;
      const { left, top, width, height } = field.getBoundingClientRect();
      const look = getComputedStyle(field);
      for (const name of copied) element.style[name] = look[name];
      Object.assign(element.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
        whiteSpace: field instanceof HTMLTextAreaElement ? 'pre-wrap' : 'pre',
        lineHeight: field instanceof HTMLTextAreaElement ? look.lineHeight : `${field.clientHeight - inset(look)}px`,
      });
      element.scrollTo(field.scrollLeft, field.scrollTop);
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(field);
    document.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [field]);
  let at = 0;
  const parts = wrong.flatMap(({ word, from }) => {
    const before = text.slice(at, from);
    at = from + word.length;
    return [
      before,
      <span key={from} data-misspelled="" className={styles.wrong}>
        {word}
      </span>,
    ];
  });
  return (
    <div ref={mirror} aria-hidden className={styles.mirror}>
      {parts}
      {text.slice(at)}
    </div>
  );
}

const inset = ({ paddingTop, paddingBottom }: CSSStyleDeclaration): number =>
  Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);

function WordMenu({ asked, onDone }: { readonly asked: AskedWord; readonly onDone: () => void }): ReactNode {
  const { field, word, from, spot, spellings } = asked;
  /** The menu gives the focus back first: what is done to the field must come after. */
  const after = (action: () => void) => (): void => {
    onDone();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        field.focus();
        action();
      }),
    );
  };
  const write = (spelling: string) =>
    after(() => {
      if (field.value.slice(from, from + word.length) !== word) return;
      field.setSelectionRange(from, from + word.length);
      // As if it were typed: the field can undo it.
      document.execCommand('insertText', false, spelling);
    });
  const take = (how: 'cut' | 'copy') =>
    after(() => {
      field.setSelectionRange(from, from + word.length);
      document.execCommand(how);
    });
  return (
    <SpotPopover spot={spot} onClose={onDone} className={menuStyles.popover ?? ''}>
      <Menu aria-label={t`The word “${word}”`} className={classNames(menuStyles.menu)} autoFocus="first">
        {spellings.map((spelling) => (
          <MenuEntry key={spelling} label={spelling} onAction={write(spelling)} />
        ))}
        {spellings.length === 0 && <MenuEntry label={t`No suggestion`} isDisabled onAction={onDone} />}
        <MenuLine />
        <MenuEntry
          label={t`Add “${word}” to the vocabulary`}
          onAction={after(() => void learn([{ kind: 'word added', word }]))}
        />
        <MenuLine />
        <MenuEntry label={t`Cut`} onAction={take('cut')} />
        <MenuEntry label={t`Copy`} onAction={take('copy')} />
      </Menu>
    </SpotPopover>
  );
}
