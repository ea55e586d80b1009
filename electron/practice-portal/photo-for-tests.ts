/** A small photograph of nothing, and the file that a browser sends of it. */
import sharp from 'sharp';
import type { SentFile } from './practice-bench.ts';

const sheet = { width: 600, height: 900, channels: 3, background: '#ded6c4' } as const;
export const photo = await sharp({ create: sheet }).jpeg().toBuffer();

export const jpeg = (name: string, bytes = photo, type = 'image/jpeg'): SentFile => ({ name, type, bytes });
