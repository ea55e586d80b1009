/** Option 2 on the screen: film, sheet, and the panel with the one field. A state fills a region and never moves it. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { useFocusAtHome } from '../controls/focus.ts';
import type { ListedPicture } from '../database/station-database.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { say } from '../strings/say.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import { dealtWith } from './dealt-with.ts';
import { Film } from './Film.tsx';
import type { LinkDesk } from './link-desk.ts';
import { LinkDock } from './LinkDock.tsx';
import { LinkFlag } from './LinkFlag.tsx';
import { LinkPrompt } from './LinkPrompt.tsx';
import { LinkTally } from './LinkTally.tsx';
import { openPictures } from './next-picture.ts';
import { NumberPanel } from './NumberPanel.tsx';
import { SheetPicture } from './SheetPicture.tsx';
import { ThreePoints } from './ThreePoints.tsx';

export interface LinkScreenProps {
  readonly desk: LinkDesk;
  readonly outbox: Outbox;
  readonly expertRequired: string;
  readonly isSupervisor: boolean;
  readonly now: () => number;
  readonly openPicture: (imageId: string) => Promise<Result<PictureSize>>;
}

/** Pictures that are painted unseen behind the one at hand. */
const PAINTED_AHEAD = 2;

export function LinkScreen(props: LinkScreenProps) {
  const { desk, outbox, expertRequired, isSupervisor, now, openPicture } = props;
  const view = useStore(desk.view);
  const { pictures, isLoading } = useStore(desk.list.view);
  const { rows } = useStore(outbox.view);
  useFocusAtHome();
  useEffect(() => void desk.begin(), [desk]);
  const { task } = view;
  const dealt = dealtWith(rows);
  const open = openPictures(pictures, dealt);
  const occid = task?.picture.occid ?? 0;
  const imageId = imageOf(pictures.find(one => one.picture.occid === occid));
  return (
    <div className="linking" data-step={task?.step ?? 'idle'} data-sheet={task?.picture.catalogNumber ?? ''}>
      <LinkPrompt task={task} idle={isLoading ? 'loading' : open.length > 0 ? 'offline' : 'empty'} />
      <LinkTally outbox={outbox} left={open.length} now={now} />
      <div className="work">
        <Film pictures={pictures} dealt={dealt} occid={occid} />
        <section className="sheet-frame" aria-label={say('linking.picture.label')} data-region="viewer">
          {imageId === undefined ? (
            <p>{say(task ? 'linking.picture.fetching' : 'linking.prompt.empty')}</p>
          ) : (
            <SheetPicture
              imageId={imageId}
              barcode={task?.picture.catalogNumber ?? ''}
              ahead={aheadOf(open, occid)}
              stamp={task?.suggestion?.crop}
              open={openPicture}
            />
          )}
          <p className="bar mono">{task?.picture.catalogNumber}</p>
        </section>
      </div>
      <div className={task?.step === 'merging' ? 'pane merging' : 'pane'}>
        {task?.step !== 'merging' && (
          <>
            <NumberPanel desk={desk} view={view} imageId={imageId} now={now} />
            <AnswerPanel desk={desk} task={task} now={now} />
          </>
        )}
        <ThreePoints desk={desk} task={task} />
      </div>
      <LinkDock desk={desk} view={view} isSupervisor={isSupervisor} now={now} />
      {view.isFlagging && task && <LinkFlag desk={desk} task={task} expertRequired={expertRequired} />}
    </div>
  );
}

const imageOf = (listed: ListedPicture | undefined): string | undefined => listed?.prepared?.imageIds[0];

function aheadOf(open: readonly ListedPicture[], occid: number): readonly string[] {
  const at = open.findIndex(({ picture }) => picture.occid === occid);
  return open.slice(at + 1, at + 1 + PAINTED_AHEAD).flatMap(one => imageOf(one) ?? []);
}
