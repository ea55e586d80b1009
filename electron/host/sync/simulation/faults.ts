/** What may go wrong, by name. A schedule is a tape of these; shrinking takes them off one by one. RELIABILITY 3.2. */

export const WRITE_FAULTS = [
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
] as const;
export type WriteFault = (typeof WRITE_FAULTS)[number] | 'lateZombie';

export const READ_FAULTS = [
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
] as const;
export type ReadFault = (typeof READ_FAULTS)[number];

export const DISK_FAULTS = ['full', 'broken', 'lies'] as const;
export type DiskFault = (typeof DISK_FAULTS)[number];

export const COLLEAGUE_ACTS = [
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
] as const;
export type ColleagueAct = (typeof COLLEAGUE_ACTS)[number];

export const STATION_FAULTS = [
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
] as const;
export type StationFault = (typeof STATION_FAULTS)[number];

export const EVERY_FAULT = [
  ...WRITE_FAULTS,
  ...READ_FAULTS,
  ...DISK_FAULTS,
  ...COLLEAGUE_ACTS.map(act => `colleague:${act}` as const),
  ...COLLEAGUE_ACTS.map(act => `within:${act}` as const),
  ...STATION_FAULTS,
];
