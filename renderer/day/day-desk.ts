/** The pictures of the day as this window knows them, and moving a run of them. The host keeps the truth. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DayPictures, Moved } from '../../shared/contract/day-contract.ts';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { Move } from '../../shared/specimen/picture-run.ts';
import { say, sayFailure } from '../strings/say.ts';

export interface DayView {
  readonly shown: DayPictures | undefined;
  /** Why the last wish was not done; empty where it was. */
  readonly trouble: string;
}

export class DayDesk {
  readonly view: StoreApi<DayView> = createStore<DayView>(() => ({ shown: undefined, trouble: '' }));

  constructor(
    private readonly host: Host,
    private readonly journalId: () => string,
  ) {}

  /** Listens to the host; answers how to stop. */
  follow(): () => void {
    return this.host.on('day.changed', () => void this.reload());
  }

  async reload(): Promise<void> {
    const answer = await this.host.call('day.pictures', { day: null });
    if (answer.ok) this.view.setState({ shown: answer.value });
  }

  async move(moves: readonly Move[]): Promise<void> {
    const wished = moves.map(({ picture, to }) => ({ pictureId: picture.id, to }));
    await this.settle(await this.host.call('day.move', { journalId: this.journalId(), moves: wished }));
  }

  async undo(actId: string): Promise<void> {
    await this.settle(await this.host.call('day.undo', { journalId: this.journalId(), actId }));
  }

  private async settle(answer: Result<Moved>): Promise<void> {
    this.view.setState({ trouble: answer.ok ? '' : say('day.notMoved', { why: sayFailure(answer.failure) }) });
    await this.reload();
  }
}
