import { describe, expect, it } from 'vitest';
import { whyAway } from './serial-line.ts';

describe('why a port does not open, as systems say it', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'unplugged'],
    ['Opening COM3: File not found', 'unplugged'],
    ['Error: No such device or address, cannot open /dev/ttyUSB0', 'unplugged'],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'forbidden'],
    ['Error: Device or resource busy, cannot open /dev/cu.usbmodem1', 'busy'],
    ['Error Resource temporarily unavailable Cannot lock port', 'busy'],
    ['Opening COM3: Access denied', 'busy'],
    ['Error: Inappropriate ioctl for device', 'failed'],
  ])('%s: %s', (sentence, why) => expect(whyAway(new Error(sentence))).toBe(why));
});
