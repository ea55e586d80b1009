/** The calls about handing over, for the open connection and its working window. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import type { handOverContract, HandOverList } from '../../shared/contract/hand-over-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Connection } from './connection.ts';
import { diskFolder } from './hand-over/hand-over-folder.ts';
import { HandOvers } from './hand-over/hand-overs.ts';
import { knownStations } from './hand-over/known-stations.ts';
import { openStationKey } from './hand-over/station-key.ts';
import type { AsWriter } from './portal-handlers.ts';
import { connectionFolder } from './station-folder.ts';

export interface HandOverOptions {
  readonly station: () => {
    readonly root: string;
    /** Asks the person for a folder; undefined where the shell cannot. */
    readonly chooseFolder: (() => Promise<string | undefined>) | undefined;
  };
  readonly current: () => Connection;
  readonly asWriter: AsWriter;
}

interface Open {
  readonly connection: Connection;
  readonly folder: string;
  readonly handOvers: HandOvers;
}

export function handOverHandlers(options: HandOverOptions): Pick<HostHandlers, keyof typeof handOverContract> {
  const { asWriter, station } = options;
  const room = new Room(options);
  return {
    'handOver.list': (_, { windowId }) => asWriter(windowId, async () => listed(await room.open())),
    'handOver.chooseFolder': (_, { windowId }) =>
      asWriter(windowId, async () => {
        const { chooseFolder } = station();
        if (!chooseFolder) return failed({ kind: 'rejected', reason: 'this shell shows no folders' });
        return listed(await room.open(await chooseFolder()));
      }),
    'handOver.give': ({ passphrase }, { windowId }) =>
      asWriter(windowId, async () => {
        const given = await (await room.open()).handOvers.give(passphrase);
        return given.ok ? success({ ...given.value, kept: [...given.value.kept] }) : given;
      }),
    'handOver.take': ({ file, passphrase, acceptKey }, { windowId }) =>
      asWriter(windowId, async () => (await room.open()).handOvers.take({ file, passphrase, acceptKey })),
    'handOver.takeBack': ({ token, word }, { windowId }) =>
      asWriter(windowId, async () => (await room.open()).handOvers.takeBack(token, word)),
    'handOver.close': ({ token, onMyWord }, { windowId }) =>
      asWriter(windowId, async () => (await room.open()).handOvers.close(token, onMyWord)),
  };
}

async function listed({ folder, handOvers }: Open): Promise<Result<HandOverList>> {
  const list = await handOvers.list();
  if (!list.ok) return list;
  const { fingerprint, given, found } = list.value;
  return success({ folder, fingerprint, given: [...given], found: [...found] });
}

/** The open connection's hand-overs and the folder that they go through now. */
class Room {
  private opened: Open | undefined;

  constructor(private readonly options: HandOverOptions) {}

  async open(chosen?: string): Promise<Open> {
    const connection = this.options.current();
    if (this.opened?.connection === connection && chosen === undefined) return this.opened;
    const folder = chosen ?? path.join(this.options.station().root, 'hand-over');
    this.opened = { connection, folder, handOvers: await this.handOversIn(connection, folder) };
    return this.opened;
  }

  private async handOversIn(connection: Connection, folder: string): Promise<HandOvers> {
    const { root } = this.options.station();
    const { profile, journal, engine, images } = connection;
    return new HandOvers({
      now: () => Date.now(),
      newToken: () => randomUUID(),
      stationName: hostname(),
      profile,
      key: await openStationKey(root),
      known: knownStations(path.join(connectionFolder(root, profile.connectionId), 'known-stations.json')),
      folder: diskFolder(folder),
      journal,
      engine,
      images,
      isSupervisor: () => connection.session.state.isSupervisor,
    });
  }
}
