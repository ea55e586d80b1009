/** Which page answers which address below `/portal`. */
import { collectionProfile, occurrenceMenu } from './collection-pages.ts';
import { associationCandidates } from './association-candidates.ts';
import { resourceHandler } from './associations.ts';
import { dupeSearch } from './dupe-search-page.ts';
import { occurrenceEditor } from './editor.ts';
import { determinationTab } from './determination-tab.ts';
import { individual } from './individual-page.ts';
import type { Answer, Call, Page, PracticePortal } from './portal-state.ts';
import * as rest from './rest.ts';
import { insertOccurrence, skeletal, token } from './rest-writes.ts';
import { resourceTab } from './resource-tab.ts';
import * as rpc from './rpc.ts';
import { adminTab, imageTab } from './record-tabs.ts';
import { home, profile, userProfile, viewProfile } from './sign-in.ts';
import { tableDisplay } from './table-page.ts';

const PAGES: Readonly<Record<string, Page>> = {
  '/': home,
  '/index.php': home,
  '/profile/index.php': profile,
  '/profile/viewprofile.php': viewProfile,
  '/profile/userprofile.php': userProfile,
  '/profile/occurrencemenu.php': occurrenceMenu,
  '/webservices/token.php': token,
  '/collections/misc/collprofiles.php': collectionProfile,
  '/collections/individual/index.php': individual,
  '/collections/editor/occurrenceeditor.php': occurrenceEditor,
  '/collections/editor/occurrencetabledisplay.php': tableDisplay,
  '/collections/editor/dupesearch.php': dupeSearch,
  '/collections/editor/resourcehandler.php': resourceHandler,
  '/collections/editor/includes/admintab.php': adminTab,
  '/collections/editor/includes/imagetab.php': imageTab,
  '/collections/editor/includes/determinationtab.php': determinationTab,
  '/collections/editor/includes/resourcetab.php': resourceTab,
  '/collections/editor/rpc/dupequerycatnum.php': rpc.dupeQueryCatNum,
  '/collections/editor/rpc/dupequeryothercatnum.php': rpc.dupeQueryOtherCatNum,
  '/collections/editor/rpc/dupequery.php': rpc.dupeQuery,
  '/collections/editor/rpc/deleteIdentifier.php': rpc.removeIdentifier,
  '/collections/editor/rpc/occurAddData.php': rpc.occurAddData,
  '/collections/editor/rpc/getAssocOccurrence.php': associationCandidates,
};

const NOT_FOUND: Answer = { status: 404, type: 'text/html; charset=UTF-8', body: '<h1>404 Not Found</h1>' };
const NOT_ALLOWED: Answer = { status: 405, type: 'text/html; charset=UTF-8', body: '<h1>405 Method Not Allowed</h1>' };

export const isRest = (path: string): boolean => path.startsWith('/api/v2/');

export function answerPage(portal: PracticePortal, call: Call): Answer | Promise<Answer> {
  if (isRest(call.path)) return answerRest(portal, call, call.path.slice('/api/v2/'.length).replace(/\/+$/, ''));
  return PAGES[call.path]?.(portal, call) ?? NOT_FOUND;
}

/** Subtle: three addresses below a record always fail, as in the real release; records cannot be edited here. */
function answerRest(portal: PracticePortal, call: Call, route: string): Answer {
  if (call.method === 'POST') {
    if (route === 'occurrence/skeletal') return skeletal(portal, call);
    return route === 'occurrence' ? insertOccurrence(portal, call) : NOT_ALLOWED;
  }
  if (call.method !== 'GET') return NOT_ALLOWED;
  if (route === 'installation/status') return rest.installationStatus(portal);
  if (route === 'collection') return rest.collections(portal);
  if (route === 'occurrence') return rest.occurrences(portal, call);
  if (route === 'media') return rest.allMedia(portal, call);
  if (route === 'occurrence/annotation') return rest.annotations(portal, call);
  if (/^occurrence\/[^/]+\/(media|identification|annotation)$/.test(route)) return rest.serverError();
  const [kind, id, more] = route.split('/');
  if (id === undefined || more !== undefined) return NOT_FOUND;
  if (kind === 'collection') return rest.collection(portal, id);
  if (kind === 'media') return rest.oneMedia(portal, decodeURIComponent(id));
  return kind === 'occurrence' ? rest.oneOccurrence(portal, decodeURIComponent(id), call) : NOT_FOUND;
}
