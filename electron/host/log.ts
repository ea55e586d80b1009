/** The station's log: one line an event, without passwords, cookies or tokens. */
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';

export interface Log {
  info(what: string, facts?: Readonly<Record<string, unknown>>): void;
  /** A developer must look. Answers the reference number that the operator sees. */
  error(what: string, error: unknown): string;
}

const SECRET = /(password|passwd|pw|token|cookie|authorization|phpsessid)([\\"']*\s*[:=]\s*[\\"']*)[^\s\\"'&;,}]+/gi;

/** Whatever a careless caller passes in, the values of secret names never reach a file. */
export const redacted = (text: string): string => text.replace(SECRET, '$1$2[redacted]');

export function fileLog(folder: string, now: () => number): Log {
  const ready = mkdir(folder, { recursive: true });
  const write = (level: string, what: string, facts: unknown) => {
    const line = redacted(JSON.stringify({ at: new Date(now()).toISOString(), level, what, facts }));
    void ready
      .then(() => appendFile(path.join(folder, 'station.log'), `${line}\n`, { mode: 0o600 }))
      .catch(() => undefined);
  };
  return {
    info: (what, facts = {}) => write('INFO', what, facts),
    error(what, error) {
      const reference = now().toString(36).toUpperCase();
      write('ERROR', what, { reference, stack: error instanceof Error ? error.stack : String(error) });
      return reference;
    },
  };
}
