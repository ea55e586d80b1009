/** Somebody else at the same portal who edits some of the same records meanwhile: mostly remarks, now and then the number itself. */
import type { Chance } from './chance.ts';
import type { PortalForms } from './portal-forms.ts';

const REMARKS = 'occurrenceremarks';
const NUMBER = 'catalognumber';
const NUMBERS_SHARE = 0.2;
const PAUSE_MS = 400;

export class Colleague {
  /** Records whose catalog number the colleague has changed. */
  readonly renumbered = new Set<number>();
  /** The last remark on each record; nobody else writes there. */
  readonly remarks = new Map<number, string>();
  private isWorking = true;
  private readonly work: Promise<void>;

  constructor(
    private readonly forms: PortalForms,
    private readonly occids: readonly number[],
    private readonly chance: Chance,
    private readonly tag: string,
  ) {
    this.work = this.edit();
  }

  async stop(): Promise<void> {
    this.isWorking = false;
    await this.work;
  }

  private async edit(): Promise<void> {
    for (let nth = 1; this.isWorking; nth += 1) {
      const occid = this.chance.of(this.occids);
      const isNumber = this.chance.next() < NUMBERS_SHARE;
      if (isNumber) this.renumbered.add(occid);
      else this.remarks.set(occid, `${this.tag} looked ${nth}`);
      await this.forms.edit(
        occid,
        isNumber ? NUMBER : REMARKS,
        isNumber ? `${this.tag}${nth}` : `${this.tag} looked ${nth}`,
      );
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}
