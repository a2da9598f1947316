import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import { commentingTag } from '../commenting-tag.ts';
import { focusEditor } from '../transcription/editor-handle.ts';
import styles from './comment-field.module.css';

interface CommentFieldProps {
  readonly value: string;
  readonly isReadOnly: boolean;
  /** Called with what stands in the field when one goes on and it is another value. */
  readonly onKeep: (comment: string) => void;
}

/** What an editor has to say of a tag. It is kept on leaving it; Control and Enter keeps it and leads back to the text, Escape leads
 *  back and leaves it as it was. */
export function CommentField({ value, isReadOnly, onKeep }: CommentFieldProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const isWanted = useWholeStore(commentingTag);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (!isWanted) return;
    field.current?.focus();
    commentingTag.set(false);
  }, [isWanted]);
  const isGivenUp = useRef(false);
  const leave = (): void => {
    if (isGivenUp.current) setTyped(value);
    else if (typed.trim() !== value) onKeep(typed.trim());
    isGivenUp.current = false;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const keeps = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!keeps && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    isGivenUp.current = !keeps;
    // Leaving the field is what keeps it.
    focusEditor();
  };
  if (isReadOnly && value === '') return null;
  return (
    <TextField
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      isReadOnly={isReadOnly}
      maxLength={4000}
      className={classNames(styles.field)}
    >
      <Label className={classNames(styles.label)}>Comment</Label>
      <TextArea
        ref={field}
        rows={1}
        placeholder="Why, or what is in doubt"
        onKeyDown={onKeyDown}
        className={classNames(styles.input)}
      />
    </TextField>
  );
}
