/** What the journal needs of a disk. The shipped journal and a simulator pass different ones in; failures are thrown with Node's codes. */
export interface JournalDisk {
  /** Numbers of the segments there are, ascending. */
  segments(): Promise<readonly number[]>;
  /** All bytes of a segment from `offset` on. What the disk cannot read any more comes as zeros. */
  read(segment: number, offset?: number): Promise<Buffer>;
  /** Writes a new segment, or one whose writing was cut short, so that it is there whole after a power cut. */
  create(segment: number, bytes: Buffer): Promise<void>;
  /** Not safe before `datasync`; after a failure any part of it may have been written. */
  append(segment: number, bytes: Buffer): Promise<void>;
  datasync(segment: number): Promise<void>;
  truncate(segment: number, length: number): Promise<void>;
  /** Takes a segment out of the way, its bytes untouched, under a name that is no segment's. */
  setAside(segment: number): Promise<void>;
  /** Undefined where there is none. */
  readCheckpoint(): Promise<Buffer | undefined>;
  /** Afterwards the old one or the new one is there whole, whatever happens in between. */
  replaceCheckpoint(bytes: Buffer): Promise<void>;
  /** Occupies so many bytes for the day when the disk is full; nothing happens where they are occupied already. */
  fillReserve(bytes: number): Promise<void>;
  /** Gives them back. Answers false where there was nothing to give. */
  freeReserve(): Promise<boolean>;
  close(): Promise<void>;
}
