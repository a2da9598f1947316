import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Certificate, certificateLines, certificateSteps } from '../../../shared/document/certificate.ts';
import { inIdleSlices } from '../../idle-slices.ts';
import { useSession } from '../../session/use-session.ts';
import { useStore } from '../../store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { DocumentSession } from '../document-session.ts';
import styles from './details-tab.module.css';

/** It costs the whole document: only when nobody types. */
const quietMs = 800;

interface CertificateSectionProps {
  readonly session: DocumentSession;
}

/** Who read what, when, and how much was found wrong, page by page. */
export function CertificateSection({ session }: CertificateSectionProps): ReactNode {
  const certificate = useCertificate(session);
  const title = useStore(session.facts, (facts) => facts.metadata.title);
  const editor = useSession((now) => now.preferences.editor);
  const lines = useMemo(() => {
    const nameOf = (siglum: string): string =>
      siglum === editor.siglum && editor.name !== '' ? `${editor.name} (${siglum})` : siglum;
    return certificate ? certificateLines(certificate, nameOf) : [];
  }, [certificate, editor]);
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

/** The certificate of the document as it was when nobody typed; null before it is made. Whoever types on lets one that is being made go. */
function useCertificate(session: DocumentSession): Certificate | null {
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const reviews = useStore(session.facts, (facts) => facts.reviews);
  useEffect(() => {
    let giveUp = (): void => undefined;
    let { doc } = session.editor.get();
    const make = (): void => {
      const steps = certificateSteps({ doc, imported: session.imported, reviews });
      giveUp = inIdleSlices((isTimeUp) => {
        while (!isTimeUp()) {
          const step = steps.next();
          if (!step.done) continue;
          setCertificate(step.value);
          return true;
        }
        return false;
      });
    };
    const unsubscribe = session.editor.subscribe(() => {
      const now = session.editor.get().doc;
      if (now === doc) return;
      doc = now;
      giveUp();
      const timer = setTimeout(make, quietMs);
      giveUp = () => clearTimeout(timer);
    });
    make();
    return () => {
      unsubscribe();
      giveUp();
    };
  }, [session, reviews]);
  return certificate;
}
