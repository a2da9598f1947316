import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './drop-area.module.css';

/** What was let go over the window. */
export interface Dropped {
  readonly files: readonly File[];
  /** Whether the first of them is a folder. */
  readonly isFolder: boolean;
}

interface DropAreaProps {
  /** What letting go would do. */
  readonly invitation: string;
  readonly onDrop: (dropped: Dropped) => void;
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dragged over any part of the window, and says so while they are. */
export function DropArea({ invitation, onDrop }: DropAreaProps): ReactNode {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      latest.current(droppedOf(event));
    };
    window.addEventListener('dragover', over, true);
    window.addEventListener('dragleave', leave, true);
    window.addEventListener('drop', drop, true);
    return () => {
      window.removeEventListener('dragover', over, true);
      window.removeEventListener('dragleave', leave, true);
      window.removeEventListener('drop', drop, true);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.area}>
      <div className={styles.invitation}>
        <Download size={28} strokeWidth={1.4} aria-hidden />
        {invitation}
      </div>
    </div>
  );
}

function droppedOf(event: DragEvent): Dropped {
  const transfer = event.dataTransfer;
  return {
    files: [...(transfer?.files ?? [])],
    isFolder: transfer?.items[0]?.webkitGetAsEntry()?.isDirectory ?? false,
  };
}
