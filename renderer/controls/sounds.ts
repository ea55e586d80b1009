/** What the bench says to the ear: each sound differs in pitch, length and count, and none is the only signal. */
export type Sound = 'found' | 'linked' | 'kept' | 'stop' | 'flagged' | 'shot';

interface Tone {
  readonly hertz: number;
  readonly atMs: number;
  readonly forMs: number;
}

const TONES: Readonly<Record<Sound, readonly Tone[]>> = {
  found: [{ hertz: 1760, atMs: 0, forMs: 60 }],
  linked: [
    { hertz: 660, atMs: 0, forMs: 70 },
    { hertz: 990, atMs: 80, forMs: 80 },
  ],
  kept: [{ hertz: 330, atMs: 0, forMs: 40 }],
  stop: [
    { hertz: 196, atMs: 0, forMs: 180 },
    { hertz: 196, atMs: 220, forMs: 180 },
  ],
  /** As a shutter: open, closed. */
  shot: [
    { hertz: 2400, atMs: 0, forMs: 15 },
    { hertz: 1200, atMs: 60, forMs: 25 },
  ],
  flagged: [
    { hertz: 660, atMs: 0, forMs: 90 },
    { hertz: 440, atMs: 90, forMs: 110 },
  ],
};

const SWITCH = 'vasculum-sound';
let audio: AudioContext | undefined;

export const isSoundOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';
export const switchSound = (isOn: boolean): void => localStorage.setItem(SWITCH, isOn ? 'on' : 'off');

/** Begins the computer's sound with the first key or click, so that no sheet waits for it later. */
export function readySounds(target: Window): void {
  const gestures = ['keydown', 'pointerdown'] as const;
  for (const gesture of gestures) target.addEventListener(gesture, ready, { once: true, capture: true });
}

/** Silent where sound is off or the computer has none. */
export function play(sound: Sound): void {
  ready();
  if (audio && isSoundOn()) for (const tone of TONES[sound]) playTone(audio, tone);
}

function ready(): void {
  if (!isSoundOn()) return;
  try {
    audio ??= new AudioContext();
  } catch {
    audio = undefined;
  }
}

function playTone(context: AudioContext, { hertz, atMs, forMs }: Tone): void {
  const [from, to] = [context.currentTime + atMs / 1000, context.currentTime + (atMs + forMs) / 1000];
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0.2, from);
  gain.gain.exponentialRampToValueAtTime(0.001, to);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(to);
}
