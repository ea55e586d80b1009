/** The serial scanner, which the host reads. Only the working window may choose it or take its scans. */
import { z } from 'zod';
import { call, event } from './define-contract.ts';

const Nothing = z.object({});

/** What scanners can be set to, in bits a second. */
export const SPEEDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;
export const USUAL_SPEED = 9600;

/** Names of serial devices only: nothing else on the computer may be opened as one. */
const DEVICE = /^(?:COM\d{1,3}|\/dev\/(?!.*\.\.)[\w.:+/-]{1,200})$/;
export const isDevicePath = (path: string): boolean => DEVICE.test(path);

export const SerialPortChoice = z.object({ path: z.string().regex(DEVICE), speed: z.literal(SPEEDS) });
export type SerialPortChoice = z.infer<typeof SerialPortChoice>;

/** `away`: it is tried again by itself until it is there. */
export const ScannerState = z.discriminatedUnion('is', [
  z.object({ is: z.literal('off') }),
  z.object({ is: z.literal('opening') }),
  z.object({ is: z.literal('listening') }),
  z.object({ is: z.literal('away'), why: z.enum(['unplugged', 'forbidden', 'busy', 'failed']) }),
]);
export type ScannerState = z.infer<typeof ScannerState>;

/** Why bytes that came were no scan. `noEnd`: no line end followed within a moment. */
export const LineRefusal = z.enum(['notText', 'controlCharacter', 'tooLong', 'noEnd']);
export type LineRefusal = z.infer<typeof LineRefusal>;

export const ScannerView = z.object({
  port: SerialPortChoice.nullable(),
  state: ScannerState,
  /** What came last and was no scan; null after the next good one. */
  refused: z.object({ why: LineRefusal, at: z.number() }).nullable(),
});
export type ScannerView = z.infer<typeof ScannerView>;

/** One line that the scanner sent; `at` in wall milliseconds. */
export const SerialScan = z.object({ text: z.string(), at: z.number() });
export type SerialScan = z.infer<typeof SerialScan>;

export const scannerContract = {
  'scanner.read': call(Nothing, ScannerView),
  /** `isComplete` is false where the system does not tell its ports and only the usual names were looked for. */
  'scanner.ports': call(
    Nothing,
    z.object({ ports: z.array(z.object({ path: z.string(), name: z.string() })), isComplete: z.boolean() }),
  ),
  'scanner.use': call(z.object({ port: SerialPortChoice.nullable() }), Nothing),
  /** Every scan once, in order: also those that came while no window listened. */
  'scanner.takeScans': call(Nothing, z.array(SerialScan)),

  /** Subtle: a fact, not the view: an answer to a call and an event may overtake each other, so whoever hears it asks. */
  'scanner.changed': event(Nothing),
  /** Scans wait to be taken. */
  'scanner.scanned': event(Nothing),
} as const;
