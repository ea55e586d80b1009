/** One database record of a portal as this station last read it. Missing values are null, never empty text. */
export interface Occurrence {
  readonly occid: number;
  readonly collid: number;
  readonly catalogNumber: string | null;
  /** Accession numbers from both of the portal's stores, as stored. */
  readonly otherCatalogNumbers: readonly string[];
  readonly recordedBy: string | null;
  readonly associatedCollectors: string | null;
  readonly recordNumber: string | null;
  /** `YYYY-MM-DD`; a part that is not known is `00`. */
  readonly eventDate: string | null;
  readonly verbatimEventDate: string | null;
  readonly scientificName: string | null;
  readonly country: string | null;
  readonly stateProvince: string | null;
  readonly county: string | null;
  readonly locality: string | null;
  readonly identifiedBy: string | null;
  readonly dateIdentified: string | null;
  readonly processingStatus: string | null;
  readonly imageCount: number;
  /** Hidden from the public; the portal's list searches leave it out. */
  readonly isSecured: boolean;
  /** The portal's own row stamp in the portal's time zone: compared for equality, never with a clock. */
  readonly dateLastModified: string | null;
  /** When this station read it, milliseconds since 1970. */
  readonly readAt: number;
}
