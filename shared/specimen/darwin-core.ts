/** The terms this station reads or writes, with the longest value a portal keeps (PORTAL_PROTOCOL section 0, "Sizes"). */
export const DARWIN_CORE = {
  catalogNumber: { longest: 32 },
  otherCatalogNumbers: { longest: 255 },
  recordedBy: { longest: 255 },
  recordNumber: { longest: 45 },
  processingStatus: { longest: 45 },
} as const;

/** What a technician's bench may ask a portal to change. */
export type EditableTerm = 'catalogNumber' | 'processingStatus';
