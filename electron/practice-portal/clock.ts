/** The portal's two clocks: its database writes UTC, its PHP pages seven hours less. PORTAL_PROTOCOL 0. */
const PHP_HOURS_BEHIND = 7;

const written = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

export const databaseTime = (now: number): string => written(now);

export const phpTime = (now: number): string => written(now - PHP_HOURS_BEHIND * 3_600_000);
