/** A portal one is about to connect: asked, signed in to, and only then given a station folder. */
import { createHash } from 'node:crypto';
import { failed, success, type Result } from '../../shared/failure/failure.ts';
import type { Account } from '../../shared/portal/portal.ts';
import type { Collection, PortalProfile } from '../../shared/portal/portal-profile.ts';
import { USUAL_IMAGE_UPLOAD } from '../../shared/portal/image-upload.ts';
import { openPortal } from './portal/symbiota/portal.ts';

export interface ConnectWish {
  readonly collid: number;
  readonly prefix: string;
  readonly digits: number;
  readonly paddedTo: readonly number[];
}

interface Found {
  readonly address: string;
  readonly portalName: string;
  readonly version: string;
}

/** A guest's pace on a portal that others work with. */
const REQUESTS_PER_SECOND = 2;

export class Candidate {
  private signedIn:
    { readonly found: Found; readonly account: Account; readonly collections: readonly Collection[] } | undefined;

  constructor(private readonly now: () => number) {}

  /** Fails with notAPortal where nothing of the kind answers. A bare host name is asked over https. */
  async probe(typed: string): Promise<Result<Found>> {
    const address = addressOf(typed);
    if (!address) return failed({ kind: 'notAPortal', address: typed });
    const answer = await this.portalAt(address, 0).probe();
    return answer.ok ? success({ address, ...answer.value }) : answer;
  }

  async signIn(typed: string, account: Account): Promise<Result<Collection[]>> {
    const found = await this.probe(typed);
    if (!found.ok) return found;
    const portal = this.portalAt(found.value.address, 0);
    const opened = await portal.signIn(account);
    if (!opened.ok) return opened;
    const collections = await portal.editableCollections();
    await portal.signOut();
    if (!collections.ok) return collections;
    this.signedIn = { found: found.value, account, collections: collections.value };
    return success([...collections.value]);
  }

  /** Undefined unless the collection is one of those just listed. */
  profileFor({
    collid,
    prefix,
    digits,
    paddedTo,
  }: ConnectWish): { profile: PortalProfile; account: Account } | undefined {
    const { found, account, collections } = this.signedIn ?? {};
    const collection = collections?.find(one => one.collid === collid);
    if (!found || !account || !collection) return undefined;
    const profile: PortalProfile = {
      v: 1,
      connectionId: connectionIdOf(found.address, collid),
      kind: 'portal',
      address: found.address,
      portalName: found.portalName,
      collid,
      collectionName: collection.name,
      catalogNumber: { prefix, digits },
      accession: { paddedTo: [...paddedTo] },
      requestsPerSecond: REQUESTS_PER_SECOND,
      expertRequired: 'expert required',
      imageUpload: USUAL_IMAGE_UPLOAD,
    };
    return { profile, account };
  }

  private portalAt(address: string, collid: number) {
    return openPortal({ address, collid, now: this.now, observe: () => undefined });
  }
}

/** `portal.example/seinet/index.php` -> `https://portal.example/seinet`; undefined where it is no http address. */
export function addressOf(typed: string): string | undefined {
  const text = typed.trim();
  const complete = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(complete)) return undefined;
  const url = new URL(complete);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  const path = url.pathname.replace(/\/[^/]*\.php$/, '').replace(/\/+$/, '');
  return url.origin + path;
}

/** Readable, and another one for every address and collection: the hash keeps `a.b` and `a-b` apart. */
function connectionIdOf(address: string, collid: number): string {
  const plain = address.replace(/^https?:\/\//, '').toLowerCase();
  const words = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(`${address} ${collid}`).digest('hex').slice(0, 8);
  return `${words}-${collid}-${hash}`;
}
