import { z } from 'zod';
import { Delivery, OutboxEntry, QueuedEntry } from '../outbox/outbox-entry.ts';
import { OccurrenceSchema } from '../portal/occurrence-schema.ts';
import { Collection, PortalProfile } from '../portal/portal-profile.ts';
import { WholeRecord } from '../portal/portal-record.ts';
import { ExpertCase } from '../workflow/expert-case.ts';
import { dayContract } from './day-contract.ts';
import { call, event, type Client, type Handlers } from './define-contract.ts';
import { handOverContract } from './hand-over-contract.ts';
import { linkingContract } from './linking-contract.ts';
import { pictureContract } from './picture-contract.ts';
import { scannerContract } from './scanner-contract.ts';
import { shotContract } from './shot-contract.ts';
import { uploadContract } from './upload-contract.ts';

const Nothing = z.object({});
const Seq = z.object({ seq: z.number().int() });
const EntryId = z.object({ entryId: z.uuid() });

/** How the portal is reached right now. */
export const ConnectionState = z.discriminatedUnion('is', [
  z.object({ is: z.literal('online') }),
  z.object({ is: z.literal('offline'), since: z.number() }),
  z.object({ is: z.literal('slow'), seconds: z.number() }),
]);
export type ConnectionState = z.infer<typeof ConnectionState>;

/** Who works here. `account` outlives the session: work goes on signed out. */
export const Session = z.object({
  account: z.string().nullable(),
  displayName: z.string().nullable(),
  isSignedIn: z.boolean(),
  /** Whether this person answers for the collection on the portal. */
  isSupervisor: z.boolean(),
  signedOutAt: z.number().nullable(),
});
export type Session = z.infer<typeof Session>;

/** What this portal lets the station prove a delivery by; what is missing is said in settings. */
export const EvidenceModes = z.object({
  /** The collection's edit history can be read. */
  history: z.enum(['told', 'notTold', 'notTriedYet']),
  /** Histories name the signed-in person, and nobody else by the same name as far as can be known. */
  ownName: z.boolean(),
});
export type EvidenceModes = z.infer<typeof EvidenceModes>;

/** All a window has to know when it opens or finds its host again. */
export const StationState = z.object({
  profile: PortalProfile,
  journalId: z.string(),
  lastSeq: z.number().int(),
  /** Whether this window may change anything; the others look on. */
  isWriter: z.boolean(),
  session: Session,
  connection: ConnectionState,
  shell: z.enum(['web', 'desktop']),
  /** Where passwords live in this shell. */
  keepsPasswords: z.boolean(),
  version: z.string(),
  /** Where this station keeps its data, for people to read. */
  folder: z.string(),
  /** Whether the shell can ask a person for a folder. */
  choosesFolders: z.boolean(),
  /** Journal lines a newer version wrote: shown and left alone. */
  newerLines: z.number().int(),
  /** Where the journal was found damaged and nobody has looked yet: until then nothing is sent. */
  damage: z.object({ segment: z.number().int(), line: z.number().int() }).nullable(),
  /** Lines of the journal that came back from its second copy when it was opened. */
  restoredLines: z.number().int(),
  evidence: EvidenceModes,
  /** Where a second copy of the journal is kept and how many lines it lacks; null: nowhere. */
  mirror: z.object({ folder: z.string(), lag: z.number().int() }).nullable(),
});
export type StationState = z.infer<typeof StationState>;

export const KnownConnection = z.object({
  connectionId: z.string(),
  kind: z.enum(['practice', 'portal']),
  portalName: z.string(),
  collectionName: z.string(),
  isOpen: z.boolean(),
});
export type KnownConnection = z.infer<typeof KnownConnection>;

/** One invented sheet to practise on; `occid` is not told, it is to be found. */
export const PracticeSheet = z.object({
  id: z.string(),
  stamp: z.string().nullable(),
  barcode: z.string(),
  label: z.object({
    recordedBy: z.string(),
    recordNumber: z.string().nullable(),
    eventDate: z.string(),
    scientificName: z.string(),
    place: z.string(),
  }),
  what: z.string(),
  /** Opaque id under `/image/`. */
  imageId: z.string(),
});
export type PracticeSheet = z.infer<typeof PracticeSheet>;

export const hostContract = {
  'station.open': call(Nothing, StationState),
  'station.useHere': call(Nothing, StationState),
  'station.connections': call(Nothing, z.array(KnownConnection)),
  /** Asks an address whether it is a portal; no password leaves yet. */
  'station.probe': call(
    z.object({ address: z.string().max(500) }),
    z.object({ address: z.string(), portalName: z.string(), version: z.string() }),
  ),
  /** Signs in to an address and lists what one may edit there; the session lasts for the following `station.connect`. */
  'station.signInTo': call(
    z.object({ address: z.string().max(500), user: z.string().min(1).max(200), password: z.string().min(1).max(500) }),
    z.array(Collection),
  ),
  /** Makes a station folder for one collection of the portal just signed in to, and opens it. */
  'station.connect': call(
    z.object({
      collid: z.number().int().positive(),
      prefix: z.string().max(20),
      digits: z.number().int().min(1).max(20),
      paddedTo: z.array(z.number().int().min(1).max(20)).max(5),
    }),
    z.object({ connectionId: z.string() }),
  ),
  'station.switchTo': call(z.object({ connectionId: z.string() }), z.object({ connectionId: z.string() })),
  /** Asks the person for a folder and copies the open connection's log there, for whoever helps; null where none was chosen. */
  'station.copyLog': call(Nothing, z.object({ folder: z.string().nullable() })),
  'station.startPracticeOver': call(Nothing, z.object({ connectionId: z.string() })),

  'portal.signIn': call(z.object({ user: z.string().min(1).max(200), password: z.string().min(1).max(500) }), Session),
  'portal.signOut': call(Nothing, Session),
  /** Questions and answers about records belong to one connection: those for another journal than the open one are rejected. */
  'portal.findByAccession': call(
    z.object({ journalId: z.string(), typed: z.string().min(1).max(100) }),
    z.object({ occurrences: z.array(OccurrenceSchema), lookedFor: z.array(z.string()) }),
  ),
  'portal.findByLabel': call(
    z.object({
      journalId: z.string(),
      recordedBy: z.string().max(255),
      recordNumber: z.string().max(45),
      eventDate: z.string().max(60),
    }),
    z.array(OccurrenceSchema),
  ),
  'portal.readOccurrence': call(
    z.object({ journalId: z.string(), occid: z.number().int().positive() }),
    OccurrenceSchema,
  ),
  /** A record as it is stored, with all that a merge would touch. */
  'portal.readWhole': call(z.object({ journalId: z.string(), occid: z.number().int().positive() }), WholeRecord),
  /** Who bears this catalog number on the portal, without `except`. */
  'portal.whoHas': call(
    z.object({ journalId: z.string(), catalogNumber: z.string().min(1).max(32), except: z.number().int() }),
    z.array(OccurrenceSchema),
  ),

  'outbox.list': call(
    Nothing,
    z.object({ lastSeq: z.number().int(), queue: z.array(QueuedEntry), cases: z.array(ExpertCase) }),
  ),
  /**
   * The working window has compared its copy with the journal: from now on entries may leave. `knew` is the newest line this
   * window ever heard of: a journal that is shorter is an old copy that was put back, and each of its open entries may have been
   * sent since, so that a person looks at it.
   */
  'outbox.met': call(
    z.object({
      journalId: z.string(),
      knew: z.number().int(),
      /** How entries ended that are open in such an old copy. */
      ended: z.array(z.object({ entryId: z.uuid(), delivery: Delivery })),
    }),
    Nothing,
  ),
  /**
   * Answers once the entry is on this computer's disk. The same entry twice is one entry. An entry that was made for
   * another journal than the open one is rejected: practice never reaches another portal.
   */
  'outbox.queue': call(z.object({ journalId: z.string(), entry: OutboxEntry }), Seq),
  /** Fails with tooLate once anything of it may have left. */
  'outbox.withdraw': call(EntryId, Seq),
  'outbox.release': call(EntryId, Nothing),
  'outbox.tryNow': call(Nothing, Nothing),
  /** A supervisor sends these entries instead of their makers. Fails with forbidden for anybody else. */
  'outbox.adopt': call(z.object({ entryIds: z.array(z.uuid()).min(1).max(10_000) }), Seq.extend({ by: z.string() })),
  /** A person has read where the journal was damaged; what was open then lies before people, and the rest may go. */
  'outbox.damageSeen': call(Nothing, Seq),
  'outbox.keepCase': call(z.object({ journalId: z.string(), expertCase: ExpertCase }), Seq),

  ...handOverContract,
  ...dayContract,
  ...linkingContract,
  ...pictureContract,
  ...scannerContract,
  ...shotContract,
  ...uploadContract,

  'practice.sheets': call(Nothing, z.array(PracticeSheet)),

  /** An entry that the host made by itself, as for a picture that was moved. */
  'outbox.queued': event(z.object({ journalId: z.string(), queued: QueuedEntry })),
  /** Entries that were adopted: whose they are to send now. */
  'outbox.adopted': event(z.object({ seq: z.number().int(), entryIds: z.array(z.uuid()), by: z.string() })),
  'outbox.moved': event(z.object({ seq: z.number().int(), entryId: z.uuid(), delivery: Delivery })),
  'connection.changed': event(ConnectionState),
  'session.changed': event(Session),
  'writer.changed': event(z.object({ windowId: z.string() })),
  'station.switched': event(z.object({ connectionId: z.string() })),
} as const;

export type HostContract = typeof hostContract;
export type HostHandlers = Handlers<HostContract>;
export type Host = Client<HostContract>;
