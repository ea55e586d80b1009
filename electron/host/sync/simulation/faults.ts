/** What may go wrong, by name. A schedule is a tape of these; shrinking takes them off one by one. RELIABILITY 3.2. */

/** By the tape of a schedule that they stand on. */
export const FAULTS = {
  writes: [
    'refused',
    'dropBefore',
    'dropAfter',
    'timeoutNever',
    'zombie',
    'slow',
    'error500Before',
    'error500After',
    'htmlError200',
    'maintenance200',
    'loginPage200',
    'login302',
    'logoutMidway',
    'rightsLost',
    'truncatedBody',
    'gzipCut',
    'contentLengthLie',
    'wrongCharset',
    'duplicateDelivery',
    'busy429',
    'busy503',
    'silentIgnore',
    'mangle',
    'lockedByOther',
  ],
  reads: [
    'readRefused',
    'readDropped',
    'readTimeout',
    'read500',
    'readHtmlError',
    'readMaintenance',
    'readLoginPage',
    'readLogin302',
    'readBusy',
    'readTruncated',
    'readStale',
  ],
  disk: ['full', 'broken', 'lies'],
  colleagues: [
    'edit',
    'editSame',
    'revert',
    'numericTwin',
    'remove',
    'merge',
    'moveCollection',
    'secure',
    'unlogged',
    'identifier',
    'oldColumn',
    'takeNumber',
  ],
  mishaps: [
    'crash',
    'tornWrite',
    'databaseWiped',
    'databaseFull',
    'journalCopiedBack',
    'journalLost',
    'clockAnHour',
    'clockAYear',
    'sleep',
    'windowReload',
    'callTwice',
  ],
} as const;

type On<Tape extends keyof typeof FAULTS> = (typeof FAULTS)[Tape][number];
export type WriteFault = On<'writes'> | 'lateZombie';
export type ReadFault = On<'reads'>;
export type DiskFault = On<'disk'>;
export type ColleagueAct = On<'colleagues'>;
export type StationFault = On<'mishaps'>;

export const EVERY_FAULT = [
  ...FAULTS.writes,
  ...FAULTS.reads,
  ...FAULTS.disk,
  ...FAULTS.colleagues.map(act => `colleague:${act}` as const),
  ...FAULTS.colleagues.map(act => `within:${act}` as const),
  ...FAULTS.mishaps,
];
