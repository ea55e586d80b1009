/** The rows of the portal's tables, by the names of its own columns. A column added later has a default, so that an older file opens. */
import { z } from 'zod';

const Cell = z.union([z.string(), z.number(), z.null()]);
export type Cell = z.infer<typeof Cell>;

const text = z.string().nullable().default(null);
const number = z.number().nullable().default(null);

export const Occurrence = z.object({ occid: z.number(), collid: z.number() }).catchall(Cell);
export const Identifier = z.object({
  idomoccuridentifiers: z.number(),
  occid: z.number(),
  identifierName: z.string(),
  identifierValue: z.string(),
  notes: text,
  recordID: z.string().nullable(),
  initialTimestamp: z.string(),
});
export const Edit = z.object({
  ocedid: z.number(),
  occid: z.number(),
  fieldName: z.string(),
  fieldValueNew: z.string(),
  fieldValueOld: z.string(),
  reviewStatus: z.number(),
  appliedStatus: z.number(),
  uid: z.number(),
  initialTimestamp: z.string(),
});
export const User = z.object({
  uid: z.number(),
  username: z.string(),
  password: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  roles: z.array(z.object({ role: z.string(), collid: z.number() })),
  lastLoginDate: z.string().nullable(),
});
export const Collection = z.object({
  collID: z.number(),
  institutionCode: z.string(),
  collectionCode: z.string(),
  collectionName: z.string(),
  publicEdits: z.number(),
  collectionGuid: z.string(),
  recordID: z.string(),
  initialTimestamp: z.string(),
});
/** The portal's own count, which merging and deleting a record twice lower twice. */
export const CollectionStats = z.object({ collid: z.number(), recordcnt: z.number() });
export const Media = z.object({
  mediaID: z.number(),
  tid: number,
  occid: z.number(),
  url: z.string().nullable(),
  thumbnailUrl: z.string().nullable(),
  originalUrl: z.string().nullable(),
  archiveUrl: text,
  sourceUrl: text,
  referenceUrl: text,
  mediaType: z.string(),
  format: z.string().default('image/jpeg'),
  caption: z.string().nullable(),
  creator: text,
  owner: text,
  locality: text,
  anatomy: text,
  copyright: text,
  rights: text,
  accessRights: text,
  notes: text,
  username: text,
  sourceIdentifier: text,
  hashFunction: text,
  hashValue: text,
  mediaMD5: text,
  pixelYDimension: number,
  pixelXDimension: number,
  recordID: z.string(),
  sortSequence: z.number().default(50),
  sortOccurrence: z.number().default(5),
  initialTimestamp: z.string(),
});
/** Size and MD5 of one of the up to three files of a picture. */
export const MediaMetadata = z.object({
  mediaID: z.number(),
  field: z.enum(['originalUrl', 'thumbnailUrl', 'url']),
  bytes: z.number(),
  md5sum: z.string(),
});
export const Determination = z.object({
  detid: z.number(),
  occid: z.number(),
  identifiedBy: z.string(),
  dateIdentified: z.string(),
  family: text,
  sciname: z.string(),
  scientificNameAuthorship: text,
  tidInterpreted: number,
  identificationQualifier: text,
  isCurrent: z.number(),
  printQueue: z.number(),
  appliedStatus: z.number(),
  identificationReferences: text,
  identificationRemarks: text,
  taxonRemarks: text,
  sortSequence: z.number(),
  recordID: z.string(),
  dateLastModified: text,
  initialTimestamp: z.string(),
});
export const Association = z.object({
  associd: z.number(),
  occid: z.number(),
  associationType: z.string(),
  occidAssociate: number,
  relationship: z.string(),
  relationshipID: text,
  subType: text,
  objectID: text,
  basisOfRecord: text,
  resourceUrl: text,
  verbatimSciname: text,
  locationOnHost: text,
  conditionOfAssociate: text,
  establishedDate: text,
  notes: text,
  accordingTo: text,
  instanceID: text,
  recordID: z.string().nullable(),
  createdUid: number,
  initialTimestamp: z.string(),
});
export const Genetic = z.object({
  idoccurgenetic: z.number(),
  occid: z.number(),
  identifier: text,
  resourcename: z.string(),
  locus: text,
  resourceurl: text,
  notes: text,
  initialTimestamp: z.string(),
});
/** Subtle: `ts` counts seconds, as the portal's own lock table does. */
export const Lock = z.object({ occid: z.number(), uid: z.number(), ts: z.number() });
export const Archived = z.object({
  archiveID: z.number(),
  occid: z.number(),
  archiveObj: z.string(),
  catalogNumber: text,
  occurrenceID: text,
  recordID: text,
  initialTimestamp: text,
});

export type Occurrence = z.infer<typeof Occurrence>;
export type Identifier = z.infer<typeof Identifier>;
export type User = z.infer<typeof User>;
export type Collection = z.infer<typeof Collection>;
export type Media = z.infer<typeof Media>;
export type MediaMetadata = z.infer<typeof MediaMetadata>;
export type Determination = z.infer<typeof Determination>;
export type Association = z.infer<typeof Association>;
export type Genetic = z.infer<typeof Genetic>;
