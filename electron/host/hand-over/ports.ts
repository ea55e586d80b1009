/** What handing over needs of the station around it. */
import type { Result } from '../../../shared/failure/failure.ts';
import type { PortalProfile } from '../../../shared/portal/portal-profile.ts';
import type { ImageStore } from '../images/image-store.ts';
import type { Happening } from '../journal/journal-line.ts';
import type { Projection } from '../journal/projection.ts';
import type { HandOverFolder } from './hand-over-folder.ts';
import type { StationKey } from './station-key.ts';

export interface HandOverPorts {
  /** Wall milliseconds. */
  readonly now: () => number;
  readonly newToken: () => string;
  /** What people call this computer. */
  readonly stationName: string;
  readonly profile: PortalProfile;
  readonly key: StationKey;
  readonly known: KnownStations;
  readonly folder: HandOverFolder;
  readonly journal: {
    readonly journalId: string;
    readonly projection: Projection;
    record(what: Happening): Promise<Result<number>>;
  };
  readonly engine: {
    isBusyWith(entryId: string): boolean;
    /** Keeps the engine's hands off these entries meanwhile. Fails with tooLate where it has one in hand. */
    reserve<Value>(entryIds: readonly string[], act: () => Promise<Result<Value>>): Promise<Result<Value>>;
    /** Begins with nothing in hand, and lets nothing begin meanwhile. */
    whileAtRest<Value>(act: () => Promise<Value>): Promise<Value>;
    wake(): void;
  };
  readonly images: Pick<ImageStore, 'read' | 'keep' | 'has'>;
  readonly isSupervisor: () => boolean;
}

/** Keys of other stations that a supervisor has accepted here. */
export interface KnownStations {
  has(publicKey: string): Promise<boolean>;
  accept(publicKey: string, name: string): Promise<void>;
}
