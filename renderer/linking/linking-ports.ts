/** What Option 2 needs of the world around it. */
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { Sound } from '../controls/sounds.ts';
import type { StationDatabase } from '../database/station-database.ts';
import type { Outbox } from '../outbox/outbox.ts';

export interface LinkingPorts {
  readonly host: Host;
  readonly database: StationDatabase;
  readonly outbox: Outbox;
  readonly profile: PortalProfile;
  readonly now: () => number;
  readonly newId: () => string;
  readonly account: () => string;
  readonly play: (sound: Sound) => void;
  /** Whether the portal is out of reach as far as is known. */
  readonly isOffline: () => boolean;
  /** Makes the browser hold the picture, ready to be painted; of so many at most. */
  readonly hold: (imageId: string) => Promise<void>;
  readonly mostHeld: number;
  /** Until a picture that was just turned to has been painted, or so long. */
  readonly rest: (ms?: number) => Promise<void>;
}
