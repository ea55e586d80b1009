/** The host's camera for tests of the bench: shots move as the host moves them. */
import type { CameraState } from '../../shared/contract/shot-contract.ts';
import { failed, success } from '../../shared/failure/failure.ts';
import { idOf } from '../../shared/outbox/builders.ts';
import { freeName, type SheetAtCamera, type Shot, type ShotReading } from '../../shared/workflow/shot.ts';

export class CameraStandIn {
  state: CameraState = {
    folder: { is: 'off' },
    renamesOriginals: false,
    canShoot: false,
    arriving: [],
    before: { count: 0, newest: [] },
    refused: [],
    shots: [],
    last: null,
  };
  pointedAt: SheetAtCamera | null = null;
  /** What is known of a picture's barcodes when it comes. */
  reads: ShotReading | null = { verdict: 'none', numbers: [] };

  arrive(takenFor: SheetAtCamera | null): Shot {
    const nth = this.state.shots.length + 1;
    const sent = { sha256: String(nth).padStart(64, '0'), bytes: 1_000, mime: 'image/jpeg' } as const;
    const about = { originalName: `IMG_000${nth}.JPG`, format: 'jpeg', width: 60, height: 90, takenAt: null } as const;
    const whose = { takenFor, read: this.reads, place: 'waiting', sheet: null, name: null } as const;
    const { sha256, bytes } = sent;
    const shot: Shot = { id: idOf(700 + nth), ...about, sha256, bytes, arrivedAt: nth, sent, ...whose };
    this.state = { ...this.state, shots: [...this.state.shots, shot] };
    return shot;
  }

  /** Its barcodes are read later. */
  noteRead(id: string, numbers: readonly string[]): void {
    this.move(id, { read: { verdict: 'certain', numbers: [...numbers] } });
  }

  shot(id: string): Shot | undefined {
    return this.state.shots.find(one => one.id === id);
  }

  answer(name: string, input: { readonly [key: string]: never }): unknown {
    const id = input['shotId'] ?? '';
    switch (name) {
      case 'shots.pointAt':
        this.pointedAt = input['sheet'] ?? null;
        return success({});
      case 'shots.give':
        return this.move(id, { place: 'given', sheet: input['sheet'] ?? null, name: this.nameFor(input['sheet']) });
      case 'shots.release':
        return this.move(id, { place: input['to'] as unknown as 'waiting', sheet: null, name: null });
      default:
        return success(this.state);
    }
  }

  private nameFor(sheet: SheetAtCamera | undefined): string {
    const names = this.state.shots.map(({ name }) => name);
    return freeName(sheet?.catalogNumber ?? '', name => names.includes(name));
  }

  private move(id: string, change: Partial<Shot>): unknown {
    this.state = { ...this.state, shots: this.state.shots.map(one => (one.id === id ? { ...one, ...change } : one)) };
    const moved = this.shot(id);
    return moved ? success(moved) : failed({ kind: 'notFound' });
  }
}
