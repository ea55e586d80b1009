import { describe, expect, it } from 'vitest';
import { redacted } from './log.ts';

describe('the log', () => {
  it.each([
    'login=ana&password=canary&action=login',
    '{"user":"ana","password":"canary"}',
    'Cookie: PHPSESSID=canary',
    '{\\"token\\":\\"canary\\"}',
  ])('never holds a secret: %s', text => expect(redacted(text)).not.toContain('canary'));

  it('keeps everything else', () => expect(redacted('{"occid":5}')).toBe('{"occid":5}'));
});
