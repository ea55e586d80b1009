/** What a failing disk does to a journal while its station is closed. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Station } from './station.ts';

/** Changes one byte in the middle of the journal's line of this kind that tells of this barcode. */
export async function spoilLine(station: Station, kind: 'queued' | 'moved', words: string): Promise<void> {
  const file = await journalFile(station);
  const bytes = await readFile(file);
  const text = bytes.toString('latin1');
  const inLine = text.indexOf(words, text.indexOf(`"kind":"${kind}"`));
  const [start, end] = [text.lastIndexOf('\n', inLine), text.indexOf('\n', inLine)];
  const middle = Math.floor((start + end) / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

export async function journalFile(station: Station): Promise<string> {
  const [file = ''] = await station.filesNamed('00000001.jsonl');
  return path.join(station.folder, 'station', 'connections', file);
}
