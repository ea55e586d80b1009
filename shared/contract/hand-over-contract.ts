/** The calls by which the open queue moves to another station. Only the working window may ask for any of them. */
import { z } from 'zod';
import { call } from './define-contract.ts';

const Passphrase = z.string().min(8).max(200).optional();
const Token = z.uuid();
/** A name in the hand-over folder, never a path. */
const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

export const KeptEntry = z.object({
  entryId: z.uuid(),
  why: z.enum(['sending', 'checking', 'follows', 'pictureGone', 'tooMany']),
});

export const HandOverList = z.object({
  /** Where the files lie, for people to read. */
  folder: z.string(),
  /** How other stations know this one. */
  fingerprint: z.string(),
  given: z.array(
    z.object({
      token: Token,
      file: z.string(),
      at: z.number(),
      entries: z.number().int(),
      isFileThere: z.boolean(),
      /** The station that says to have taken it; null while there is no receipt. */
      receiptOf: z.string().nullable(),
    }),
  ),
  found: z.array(
    z.object({
      file: z.string(),
      bytes: z.number(),
      is: z.enum(['ours', 'taken', 'claimed', 'new', 'locked', 'unreadable']),
      station: z.string(),
      collection: z.string(),
      entries: z.number().int(),
    }),
  ),
});
export type HandOverList = z.infer<typeof HandOverList>;

const UnknownStation = z.object({ is: z.literal('unknownStation'), station: z.string(), fingerprint: z.string() });

export const TakenAnswer = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('taken'),
    from: z.string(),
    taken: z.number().int(),
    alreadyHere: z.number().int(),
    numbersInUse: z.array(z.string()),
    isReceipted: z.boolean(),
  }),
  z.object({ is: z.literal('wantsPassphrase'), wasWrong: z.boolean() }),
  UnknownStation,
  z.object({
    is: z.literal('refused'),
    why: z.enum([
      'notOurs',
      'altered',
      'tooLarge',
      'own',
      'anotherPortal',
      'otherContent',
      'claimed',
      'takenBack',
      'folderIsReadOnly',
    ]),
  }),
]);
export type TakenAnswer = z.infer<typeof TakenAnswer>;

export const handOverContract = {
  'handOver.list': call(z.object({}), HandOverList),
  /** Asks the person for another folder to exchange through, where the shell can; the list of the one that is used then. */
  'handOver.chooseFolder': call(z.object({}), HandOverList),
  /** `file` is null where nothing could be given. */
  'handOver.give': call(
    z.object({ passphrase: Passphrase }),
    z.object({
      token: Token.nullable(),
      file: z.string().nullable(),
      given: z.number().int(),
      kept: z.array(KeptEntry),
    }),
  ),
  /** `acceptKey`: the fingerprint that a supervisor has compared. Fails with forbidden for anybody else. */
  'handOver.take': call(
    z.object({
      file: FileName,
      passphrase: z.string().max(200).optional(),
      acceptKey: z.string().max(100).optional(),
    }),
    TakenAnswer,
  ),
  'handOver.takeBack': call(
    z.object({ token: Token, word: z.enum(['neverTaken', 'otherStationIsLost']) }),
    z.discriminatedUnion('is', [
      z.object({ is: z.literal('takenBack') }),
      z.object({ is: z.literal('takenThere'), station: z.string() }),
      z.object({ is: z.literal('begunThere'), station: z.string().nullable() }),
    ]),
  ),
  /** By the other station's receipt, or on the person's word that it has them. */
  'handOver.close': call(
    z.object({ token: Token, onMyWord: z.boolean() }),
    z.discriminatedUnion('is', [
      z.object({ is: z.literal('closed') }),
      z.object({ is: z.literal('noReceipt') }),
      UnknownStation,
    ]),
  ),
} as const;
