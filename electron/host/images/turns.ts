/** Takes turns at work that is too heavy to be done all at once: what a person waits for goes first, the newest of it. */
export type Urgency = 'front' | 'ahead';

interface Waiting {
  readonly key: string;
  readonly begin: () => void;
}

export class Turns {
  private readonly waiting: Waiting[] = [];
  private working = 0;

  constructor(private readonly most: number) {}

  /** `key` names what it is for, to hurry it later. */
  async take<Value>(key: string, urgency: Urgency, act: () => Promise<Value>): Promise<Value> {
    if (this.working >= this.most) await this.wait(key, urgency);
    else this.working += 1;
    try {
      return await act();
    } finally {
      this.passOn();
    }
  }

  /** A person waits for it now. */
  hurry(key: string): void {
    const at = this.waiting.findIndex(one => one.key === key);
    if (at > 0) this.waiting.unshift(...this.waiting.splice(at, 1));
  }

  private wait(key: string, urgency: Urgency): Promise<void> {
    return new Promise(begin => {
      if (urgency === 'front') this.waiting.unshift({ key, begin });
      else this.waiting.push({ key, begin });
    });
  }

  /** Subtle: the place is handed to the next, so that nobody who comes in between takes it. */
  private passOn(): void {
    const next = this.waiting.shift();
    if (next) next.begin();
    else this.working -= 1;
  }
}
