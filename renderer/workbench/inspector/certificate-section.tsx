import { type ReactNode, useMemo } from 'react';
import { certificateLines, certificateOf } from '../../../shared/document/certificate.ts';
import { useSession } from '../../session/use-session.ts';
import { useStore } from '../../store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import { useQuietDocument } from '../use-quiet-document.ts';
import styles from './details-tab.module.css';

/** It costs the whole document: only when nobody types. */
const quietMs = 800;

/** Who read what, when, and how much was found wrong, page by page. */
export function CertificateSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const doc = useQuietDocument(session, quietMs);
  const reviews = useStore(session.facts, (facts) => facts.reviews);
  const title = useStore(session.facts, (facts) => facts.metadata.title);
  const editor = useSession((now) => now.preferences.editor);
  const lines = useMemo(() => {
    const nameOf = (siglum: string): string =>
      siglum === editor.siglum && editor.name !== '' ? `${editor.name} (${siglum})` : siglum;
    return certificateLines(certificateOf({ doc, imported: session.imported, reviews }), nameOf);
  }, [doc, session, reviews, editor]);
  return (
    <section aria-labelledby="details-certificate" className={styles.section}>
      <h3 id="details-certificate" className={styles.heading}>
        Certificate
      </h3>
      <ul aria-label="What was read" className={styles.certificate}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <CopyButton label="Copy the certificate" look="plain" text={() => [title, ...lines].join('\n')} />
    </section>
  );
}
