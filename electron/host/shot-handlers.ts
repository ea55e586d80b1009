/** The calls about the open connection's camera and its pictures. */
import type { CameraState, shotContract } from '../../shared/contract/shot-contract.ts';
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Connection } from './connection.ts';
import { ANOTHER_JOURNAL, type AsWriter } from './portal-handlers.ts';

type Names = Extract<keyof typeof shotContract, keyof HostHandlers>;

export interface ShotHandlerOptions {
  readonly current: () => Connection;
  readonly asWriter: AsWriter;
  /** Asks the person for a folder; undefined where the shell cannot. */
  readonly chooseFolder: () => (() => Promise<string | undefined>) | undefined;
}

export function shotHandlers({ current, asWriter, chooseFolder }: ShotHandlerOptions): Pick<HostHandlers, Names> {
  const camera = () => current().camera;
  /** Only the working window, and only about the connection that it has open. */
  const ofJournal = <Value>(journalId: string, windowId: string, act: () => Promise<Result<Value>>) =>
    asWriter(windowId, async () => (current().journal.journalId === journalId ? act() : ANOTHER_JOURNAL));
  return {
    'shots.state': async () => success(camera().state),
    'shots.set': ({ folder, renamesOriginals }, { windowId }) =>
      asWriter(windowId, () => camera().set(folder, renamesOriginals)),
    'shots.chooseFolder': (_, { windowId }) =>
      asWriter(windowId, async (): Promise<Result<CameraState>> => {
        const choose = chooseFolder();
        if (!choose) return failed({ kind: 'rejected', reason: 'this shell shows no folders' });
        const folder = await choose();
        return folder === undefined ? success(camera().state) : camera().set(folder, camera().renamesOriginals);
      }),
    'shots.pointAt': ({ journalId, sheet }, { windowId }) =>
      ofJournal(journalId, windowId, async () => done(() => camera().pointAt(sheet))),
    'shots.give': ({ journalId, shotId, sheet }, { windowId }) =>
      ofJournal(journalId, windowId, () => camera().give(shotId, sheet)),
    'shots.release': ({ journalId, shotId, to }, { windowId }) =>
      ofJournal(journalId, windowId, () => camera().release(shotId, to)),
    'shots.takeIn': ({ journalId, name }, { windowId }) =>
      ofJournal(journalId, windowId, async () => done(() => camera().takeIn(name))),
    'shots.leaveBefore': ({ journalId }, { windowId }) =>
      ofJournal(journalId, windowId, async () => nothing(await camera().leaveBefore())),
    'shots.refusedSeen': ({ journalId }, { windowId }) =>
      ofJournal(journalId, windowId, async () => done(() => camera().refusedSeen())),
    'shots.shoot': ({ journalId }, { windowId }) =>
      ofJournal(journalId, windowId, async () => nothing(await camera().shoot())),
  };
}

function done(act: () => void): Result<Record<string, never>> {
  act();
  return success({});
}

const nothing = (answer: Result<void>): Result<Record<string, never>> => (answer.ok ? success({}) : answer);
