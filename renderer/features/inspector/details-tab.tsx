import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { type Certificate, certificateLines, certificateSteps } from '../../../shared/proofreading/certificate.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { counted, interfaceLocale, t } from '../../../shared/translation/translate.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { shownAnchorName } from '../../model/labels.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useSession } from '../../model/session.ts';
import { showImportReport } from '../../model/workbench-view.ts';
import { inIdleSlices } from '../../platform/idle-slices.ts';
import { useStore } from '../../platform/store.ts';
import { Button as AriaButton, CopyButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { AnchorLabel } from '../../ui/marks.tsx';
import { ArchiveSection } from './archive-section.tsx';
import { DatesSection } from './dates-section.tsx';
import styles from './details-tab.module.css';
import { ErrorRateSection } from './error-rate-section.tsx';
import { MetadataSection } from './metadata-section.tsx';
import { ReferencesSection } from './references-section.tsx';

/** The page anchors in order; each leads to its place. */
function AnchorSection({ outline }: { readonly outline: OutlineStore }): ReactNode {
  const anchors = useStore(outline, ({ namedAnchors }) => namedAnchors);
  return (
    <section aria-labelledby="details-anchors" className={styles.section}>
      <h3 id="details-anchors" className={styles.heading}>{t`Page anchors`}</h3>
      {anchors.length === 0 && <p className={styles.soft}>{t`None. Add one at the caret with “Add page anchor…”.`}</p>}
      <div className={styles.anchors}>
        {anchors.map(({ anchor: { id, kind, label, inferred } }) => {
          const name = shownAnchorName({ kind, label });
          return (
            <Button
              key={id}
              aria-label={inferred ? t`Go to ${name}, inferred` : t`Go to ${name}`}
              className={classNames(styles.anchor)}
              onPress={() => goTo({ kind: 'id', id })}
            >
              <AnchorLabel kind={kind} text={name} isInferred={inferred} />
            </Button>
          );
        })}
      </div>
    </section>
  );
}

/** It costs the whole document: only when nobody types. */
const quietMs = 800;

interface CertificateSectionProps {
  readonly session: DocumentSession;
}

/** Who read what, when, and how much was found wrong, page by page. */
function CertificateSection({ session }: CertificateSectionProps): ReactNode {
  const certificate = useCertificate(session);
  const title = useStore(session.facts, (facts) => facts.metadata.title);
  const editor = useSession((now) => now.preferences.editor);
  const lines = useMemo(() => {
    const nameOf = (siglum: string): string =>
      siglum === editor.siglum && editor.name !== '' ? `${editor.name} (${siglum})` : siglum;
    return certificate ? certificateLines(certificate, nameOf).map(retold) : [];
  }, [certificate, editor]);
  return (
    <section aria-labelledby="details-certificate" className={styles.section}>
      <h3 id="details-certificate" className={styles.heading}>{t`Certificate`}</h3>
      <ul aria-label={t`What was read`} className={styles.certificate}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <CopyButton label={t`Copy the certificate`} look="plain" text={() => [title, ...lines].join('\n')} />
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

/** What the import did, in a line, and the way to all of it. */
function ReportSummary({ session }: { readonly session: DocumentSession }): ReactNode {
  const { recognitions, remarks } = session.opened.report;
  const things = counted(recognitions.length, 'thing');
  return (
    <section aria-labelledby="details-report" className={styles.section}>
      <h3 id="details-report" className={styles.heading}>{t`Import`}</h3>
      <p className={styles.line}>
        {remarks.length > 0 ? t`${things} recognised, ${remarks.length} to look at.` : t`${things} recognised.`}
      </p>
      <AriaButton onPress={showImportReport}>{t`Import report`}</AriaButton>
    </section>
  );
}

const bytes = new Intl.NumberFormat(interfaceLocale(), { style: 'unit', unit: 'byte', unitDisplay: 'long' });

/** The file that the document came from. */
function SourceSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const { source } = session.opened;
  return (
    <section aria-labelledby="details-source" className={styles.section}>
      <h3 id="details-source" className={styles.heading}>{t`Source file, kept byte for byte`}</h3>
      <dl className={styles.facts}>
        <dt>{t`Name`}</dt>
        <dd>{source.name}</dd>
        <dt>{t`Size`}</dt>
        <dd>{bytes.format(source.bytes)}</dd>
        <dt>{t`Encoding`}</dt>
        <dd>{source.encoding}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{source.sha256}</dd>
      </dl>
    </section>
  );
}

interface DetailsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Facts about the document that can be looked up and corrected. */
export function DetailsTab({ session, outline }: DetailsTabProps): ReactNode {
  return (
    <div className={styles.tab}>
      <MetadataSection session={session} />
      <ArchiveSection session={session} />
      <ReferencesSection session={session} />
      <DatesSection session={session} />
      <CertificateSection session={session} />
      <ErrorRateSection session={session} />
      <AnchorSection outline={outline} />
      <ReportSummary session={session} />
      <SourceSection session={session} />
    </div>
  );
}
