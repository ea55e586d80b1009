/** What the portal knows of whoever is signed in. Read once after signing in; what cannot be read is left out. */
import { selectOne } from 'css-select';
import { parseDocument } from 'htmlparser2';
import type { SignedIn } from '../../../../shared/portal/portal.ts';
import { attributeOf } from './pages.ts';
import { askPage, type Ask } from './rest.ts';

export async function readPerson(
  askSignedIn: Ask,
  collid: number,
): Promise<Pick<SignedIn, 'historyName' | 'isSupervisor'>> {
  const historyName = await askHistoryName(askSignedIn);
  const profile = await askPage(askSignedIn, `/collections/misc/collprofiles.php?collid=${collid}&emode=1`);
  return { historyName, isSupervisor: profile.ok && isSupervisorPage(profile.value, collid) };
}

/** The page of a collection links the page of its permissions only for whoever administers it. PORTAL_PROTOCOL 12. */
const isSupervisorPage = (body: string, collid: number): boolean =>
  new RegExp(`collpermissions\\.php\\?collid=${collid}\\b`).test(body);

/** A person's own profile, whose id the profile's frame knows; histories write `Last, First`. */
async function askHistoryName(askSignedIn: Ask): Promise<string | null> {
  const frame = await askPage(askSignedIn, '/profile/viewprofile.php');
  const id = frame.ok ? /userprofile\.php\?userid=(\d+)/.exec(frame.value)?.[1] : undefined;
  if (id === undefined) return null;
  const profile = await askPage(askSignedIn, `/profile/userprofile.php?userid=${id}`);
  return profile.ok ? readHistoryName(profile.value) : null;
}

export function readHistoryName(profile: string): string | null {
  const page = parseDocument(profile);
  const names = ['lastname', 'firstname'].map(name =>
    attributeOf(selectOne(`form[name=editprofileform] input[name=${name}]`, page), 'value').trim(),
  );
  return names[0] === '' ? null : names.join(', ').trim();
}
