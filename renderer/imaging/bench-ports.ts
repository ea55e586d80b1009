/** What the bench needs of the world around it. */
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import type { Sound } from '../controls/sounds.ts';
import type { StationDatabase } from '../database/station-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Shots } from './shots.ts';

export interface BenchPorts {
  readonly host: Host;
  readonly database: StationDatabase;
  readonly outbox: Outbox;
  readonly shots: Shots;
  readonly profile: PortalProfile;
  readonly now: () => number;
  readonly newId: () => string;
  readonly account: () => string;
  readonly play: (sound: Sound) => void;
}
