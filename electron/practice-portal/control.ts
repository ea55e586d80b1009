/** The practice portal's own pages for tests and demonstrations, outside `/portal`: no real portal has them. */
import { z } from 'zod';
import { Form } from './form.ts';
import { firstTables } from './herbarium.ts';
import { forgetPictures } from './image-files.ts';
import { takeLock } from './locks.ts';
import { userOf } from './rest-writes.ts';
import { PICTURE_RECORDS } from './picture-records.ts';
import type { Answer, Call, PracticePortal } from './portal-state.ts';
import { saveEdits } from './save.ts';
import { planOfSpecimen, sheets, SPECIMENS } from './sheets.ts';

const answer = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json; charset=UTF-8',
  body: JSON.stringify(value),
});
const done = (): Answer => answer({ ok: true });
const refused = (why: string): Answer => answer({ ok: false, error: why }, 400);

type Control = (portal: PracticePortal, call: Call) => Answer | Promise<Answer>;

const CONTROLS: Readonly<Record<string, Control>> = {
  'GET /practice/health': ({ folder }) => answer({ app: 'vasculum practice portal', folder, pid: process.pid }),
  'GET /practice/tables': portal => answer(exported(portal)),
  'GET /practice/requests': ({ requests }) => answer(Object.fromEntries(requests)),
  'POST /practice/requests/reset': ({ requests }) => (requests.clear(), done()),
  'POST /practice/expire-sessions': ({ sessions }) => (sessions.expireAll(), done()),
  'POST /practice/start-over': startOver,
  'POST /practice/rules': setRules,
  'POST /practice/edit-as': editAs,
  'POST /practice/colleague-lock': colleagueLock,
  'POST /practice/set-password': setPassword,
  'GET /practice/sheets': () => answer(sheets()),
  'GET /practice/picture-records': () => answer(PICTURE_RECORDS),
};

export async function answerControl(portal: PracticePortal, call: Call): Promise<Answer> {
  const picture = /^\/practice\/sheets\/(\d{1,3})\.jpg$/.exec(call.path)?.[1];
  if (picture !== undefined && call.method === 'GET') {
    const specimen = SPECIMENS.find(({ id }) => id === picture);
    if (!specimen) return answer({ ok: false, error: 'no such sheet' }, 404);
    return { status: 200, type: 'image/jpeg', body: await portal.sheets.picture(planOfSpecimen(specimen)) };
  }
  return (
    (await CONTROLS[`${call.method} ${call.path}`]?.(portal, call)) ?? answer({ ok: false, error: 'no such page' }, 404)
  );
}

/** The tables that a test looks at; passwords and tokens stay inside. */
function exported({ file: { tables } }: PracticePortal): unknown {
  const { occurrences, identifiers, edits, locks, media, archive } = tables;
  const { collectionStats, mediaMetadata, determinations, associations, genetics } = tables;
  const users = tables.users.map(({ uid, username, email, displayName, roles, lastLoginDate }) => ({
    ...{ uid, username, email, displayName, roles, lastLoginDate },
  }));
  const linked = { mediaMetadata, determinations, associations, genetics, collectionStats };
  return { occurrences, identifiers, edits, locks, media, archive, users, ...linked };
}

/** The herbarium as it was on the first day; everybody has to sign in again. */
async function startOver(portal: PracticePortal): Promise<Answer> {
  await forgetPictures(portal.folder);
  portal.file.replace(firstTables());
  portal.sessions.expireAll();
  return done();
}

const Rules = z.object({
  sessionIdleSeconds: z.number().min(0).max(86_400).optional(),
  paceMs: z.number().min(0).max(60_000).optional(),
  uploadLimitBytes: z.number().min(1).optional(),
  fileLimitBytes: z.number().min(1).optional(),
  mostPixels: z.number().min(1).optional(),
});

function setRules(portal: PracticePortal, { body }: Call): Answer {
  const rules = read(Rules, body);
  if (!rules) return refused(`${Object.keys(Rules.shape).join(', ')} are numbers`);
  if (rules.sessionIdleSeconds !== undefined) portal.sessions.idleSeconds = rules.sessionIdleSeconds;
  if (rules.paceMs !== undefined) portal.paceMs = rules.paceMs;
  const { bodyLimitBytes, fileLimitBytes, mostPixels } = portal.uploads;
  Object.assign(portal.uploads, {
    bodyLimitBytes: rules.uploadLimitBytes ?? bodyLimitBytes,
    fileLimitBytes: rules.fileLimitBytes ?? fileLimitBytes,
    mostPixels: rules.mostPixels ?? mostPixels,
  });
  return done();
}

const ColleagueEdit = z.object({
  user: z.string(),
  occid: z.number().int(),
  fields: z.record(z.string(), z.string().nullable()),
});

/** A colleague's edit through the same save, so that history and clocks are as after a real one. */
function editAs(portal: PracticePortal, { body, now }: Call): Answer {
  const edit = read(ColleagueEdit, body);
  const user = edit && userOf(portal.file.tables, edit.user);
  if (!edit || !user) return refused('user, occid and fields are needed');
  const fields = Object.entries(edit.fields).map(([name, value]): [string, string] => [name, value ?? '']);
  const form = new Form([['editedfields', fields.map(([name]) => name).join(';')], ...fields]);
  const status = saveEdits(portal.file.tables, { occid: edit.occid, form, uid: user.uid, now, isApplied: true });
  portal.file.changed();
  return status.isError ? refused(status.text) : done();
}

const ColleagueLock = z.object({ user: z.string(), occid: z.number().int() });

function colleagueLock(portal: PracticePortal, { body, now }: Call): Answer {
  const wish = read(ColleagueLock, body);
  const user = wish && userOf(portal.file.tables, wish.user);
  if (!wish || !user) return refused('user and occid are needed');
  const isTaken = takeLock(portal.file.tables, wish.occid, user.uid, now);
  portal.file.changed();
  return isTaken ? done() : refused('somebody else has the record open');
}

const NewPassword = z.object({ user: z.string(), password: z.string().min(1) });

function setPassword({ file }: PracticePortal, { body }: Call): Answer {
  const wish = read(NewPassword, body);
  const user = wish && userOf(file.tables, wish.user);
  if (!wish || !user) return refused('user and password are needed');
  user.password = wish.password;
  file.changed();
  return done();
}

function read<Value>(shape: z.ZodType<Value>, body: string): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
