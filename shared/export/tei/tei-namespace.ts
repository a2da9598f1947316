/** The namespace of TEI P5. */
export const teiNamespace = 'http://www.tei-c.org/ns/1.0';
