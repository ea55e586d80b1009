/** A day's pictures as the station keeps them, for stories that begin after a morning at the camera. */
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

interface Came {
  readonly nth: number;
  readonly said: number;
  readonly shows: number | null;
}

const numberOf = (nth: number): string => `VASC01043${String(nth).padStart(2, '0')}`;

/** Nine pictures; the fourth specimen was not shot. */
export const shiftedDay = (): readonly Came[] =>
  Array.from({ length: 9 }, (_, nth) => ({
    nth: nth + 1,
    said: nth + 1,
    shows: nth === 6 ? null : nth < 3 ? nth + 1 : nth + 2,
  }));

export async function keepDay(stationFolder: string, pictures: readonly Came[]): Promise<void> {
  const folder = path.join(stationFolder, 'station', 'connections', 'practice');
  await mkdir(folder, { recursive: true });
  const lines = pictures.map(({ nth, said, shows }) => ({
    is: 'picture',
    picture: {
      ...{ id: `00000000-0000-4000-8000-00000000000${nth}`, file: `DSC_010${nth}.JPG` },
      ...{ sha256: String(nth).padStart(64, '0'), takenAt: `2026-11-21T08:00:0${nth}`, arrivedAt: nth },
      ...{ nameNumber: null, verdict: shows === null ? 'none' : 'certain' },
      ...{ symbols: shows === null ? [] : [numberOf(shows)], entryId: null },
      owner: { catalogNumber: numberOf(said), occid: 1000 + said },
    },
  }));
  await appendFile(path.join(folder, 'day.jsonl'), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}
