/** The calls by which a window looks at pictures of the open connection. */
import type { HostHandlers } from '../../shared/contract/host-contract.ts';
import { success } from '../../shared/failure/failure.ts';
import type { Connection } from './connection.ts';
import { ANOTHER_JOURNAL } from './portal-handlers.ts';

type Names = `picture.${'open' | 'fetchAhead' | 'ofRecord'}` | 'upload.takes';

export function pictureHandlers(current: () => Connection): Pick<HostHandlers, Names> {
  return {
    'picture.open': ({ imageId }) => current().pictures.desk.open(imageId),
    'picture.fetchAhead': async ({ imageIds }) => {
      current().pictures.desk.fetchAhead(imageIds);
      return success({});
    },
    'picture.ofRecord': async ({ journalId, occid }) => {
      const { journal, portal, pictures } = current();
      if (journal.journalId !== journalId) return ANOTHER_JOURNAL;
      const record = await portal.readRecord(occid);
      return record.ok ? success(pictures.ofPortal.name(record.value).map(imageId => ({ imageId }))) : record;
    },
    'upload.takes': async ({ journalId }) => {
      const { journal, sent } = current();
      return journal.journalId === journalId ? success(sent.rules) : ANOTHER_JOURNAL;
    },
  };
}
