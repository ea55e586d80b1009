/**
 * The text terms of a record that this station may write, with the longest value a portal keeps; longer ones are cut there
 * without a word. Names are left to determinations. Source: PORTAL_PROTOCOL section 0 "Sizes", and the schema of 3.4.
 */
export const TEXT_TERMS = {
  catalogNumber: 32,
  processingStatus: 45,
  recordedBy: 255,
  associatedCollectors: 255,
  recordNumber: 45,
  verbatimEventDate: 255,
  typeStatus: 255,
  habitat: 21_845,
  substrate: 500,
  fieldNumber: 45,
  occurrenceRemarks: 21_845,
  associatedTaxa: 21_845,
  verbatimAttributes: 21_845,
  reproductiveCondition: 255,
  establishmentMeans: 150,
  lifeStage: 45,
  sex: 45,
  individualCount: 45,
  preparations: 100,
  country: 64,
  stateProvince: 255,
  county: 255,
  municipality: 255,
  locality: 21_845,
  locationRemarks: 21_845,
  verbatimCoordinates: 255,
  verbatimElevation: 255,
  disposition: 250,
  storageLocation: 100,
} as const;

export type EditableTerm = keyof typeof TEXT_TERMS;

export const EDITABLE_TERMS = Object.keys(TEXT_TERMS) as [EditableTerm, ...EditableTerm[]];

export const isEditableTerm = (name: string): name is EditableTerm => Object.hasOwn(TEXT_TERMS, name);
