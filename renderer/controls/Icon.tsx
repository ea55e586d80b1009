/** The few drawn signs: each is always beside a word, never alone. */
const PATHS = {
  bench: 'M5 4h14v9H5zM9 13v3M15 13v3M4 20l2-4h12l2 4',
  linking: 'M4 4h9v16H4zM13 12h7m0 0-3-3m3 3-3 3',
  review: 'M4 4h6v16H4zM14 4h6v16h-6z',
  day: 'M4 20V10M10 20V4M16 20v-8M21 20H3',
  settings: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v4M12 18v4M2 12h4M18 12h4M5 5l3 3M16 16l3 3M19 5l-3 3M8 16l-3 3',
  tin: 'M3 9a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4zM9 5V3h6v2M12 16c0-4 2-6 5-6 0 4-2 6-5 6zM12 16c0-3-2-4-4-4 0 3 2 4 4 4z',
  cloud: 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 10 0 4 4 0 0 1 0 8z',
  cloudOff: 'M7 18a4 4 0 0 1 0-8 5 5 0 0 1 10 0 4 4 0 0 1 0 8zM3 3l18 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  key: 'M8 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12h9v4M17 12v3',
  tray: 'M3 13h5l1.500 3h5L16 13h5v7H3zM12 3v8m0 0 3-3m-3 3L9 8',
  sound: 'M4 9v6h4l5 4V5L8 9zM17 8a5 5 0 0 1 0 8',
  silent: 'M4 9v6h4l5 4V5L8 9zM17 9l5 6M22 9l-5 6',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 4-7 8-7s8 2 8 7',
  search: 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l6 6',
  list: 'M8 6h13M8 12h13M8 18h13M3 6h1M3 12h1M3 18h1',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  barcode: 'M4 5v14M8 5v14M11 5v14M15 5v14M18 5v14M21 5v14',
  pin: 'M8 3h8l-1 7 3 4H6l3-4zM12 14v7',
  camera: 'M3 7h4l2-3h6l2 3h4v13H3zM12 10a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  question: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9a3 3 0 1 1 4 3c-1 .4-1 1-1 2M12 17v.500',
  tick: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM7 12.500l3.400 3.500L17 8.800',
  differs: 'M12 1.500 22.500 12 12 22.500 1.500 12zM8 10h8M8 14h8M14.500 7l-5 10',
  stop: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 7v6M12 16.500v.500',
  none: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8',
  flag: 'M5 21V4h13l-3 4 3 4H5',
  arrow: 'M4 12h15m0 0-5-5m5 5-5 5',
  history: 'M3 12a9 9 0 1 0 3-6.700M3 4v5h5M12 7v5l3 2',
  record: 'M4 5h16v14H4zM4 10h16M9 10v9',
  back: 'M20 12H5m0 0 5-5m-5 5 5 5',
  merge: 'M6 3v5c0 4 6 4 6 8v5M18 3v5c0 4-6 4-6 8',
  send: 'M12 20V4m0 0-6 6m6-6 6 6',
} as const;

export type IconName = keyof typeof PATHS;

/** Judgements are filled shapes with a sign in them: they read in black and white, and from a distance. */
const FILLED: ReadonlySet<IconName> = new Set(['tick', 'differs', 'stop']);

export function Icon({ name }: { readonly name: IconName }) {
  const path = PATHS[name];
  const shapeEnds = FILLED.has(name) ? path.indexOf('M', 1) : path.length;
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path.slice(0, shapeEnds)} className={FILLED.has(name) ? 'filled' : undefined} />
      {FILLED.has(name) && <path d={path.slice(shapeEnds)} className="sign" />}
    </svg>
  );
}
