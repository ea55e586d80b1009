/** One practice sheet at hand: its picture and what stands on it. Its keys are held with Shift: without it they are the pictures'. */
import { useStore } from 'zustand';
import type { PracticeSheet } from '../../shared/contract/host-contract.ts';
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import { Button } from '../controls/Button.tsx';
import { useKeys } from '../controls/keys.ts';
import { say } from '../strings/say.ts';
import type { PracticeShelf } from './practice-shelf.ts';

export function PracticeSheets({ shelf }: { readonly shelf: PracticeShelf }) {
  const { sheets, at } = useStore(shelf.view);
  const sheet = sheets[at];
  useKeys({ 'Shift+F2': () => shelf.turn(-1), 'Shift+F3': () => shelf.turn(1), 'Shift+F4': () => shelf.scanSticker() });
  if (!sheet)
    return (
      <section className="panel" data-region="record">
        <p className="padded note">{say('sheet.none')}</p>
      </section>
    );
  return (
    <section
      className="panel"
      data-region="record"
      aria-label={say('sheet.title', { nth: at + 1, count: sheets.length })}
    >
      <header>
        <h3>{say('sheet.title', { nth: at + 1, count: sheets.length })}</h3>
      </header>
      <div className="sheet">
        <img src={firstViewAddress(sheet.imageId)} alt={say('sheet.picture')} />
        <div tabIndex={0}>
          <SheetFacts sheet={sheet} />
        </div>
      </div>
      <p className="sheet-acts">
        <Button keyName="Shift F4" onPress={() => shelf.scanSticker()}>
          {say('sheet.scan')}
        </Button>
        <Button keyName="Shift F3" onPress={() => shelf.turn(1)}>
          {say('sheet.next')}
        </Button>
        <Button keyName="Shift F2" onPress={() => shelf.turn(-1)}>
          {say('sheet.previous')}
        </Button>
      </p>
    </section>
  );
}

function SheetFacts({ sheet: { stamp, barcode, label } }: { readonly sheet: PracticeSheet }) {
  const { recordedBy, recordNumber, eventDate, scientificName, place } = label;
  return (
    <dl className="facts">
      <dt>{say('sheet.stamp')}</dt>
      <dd className="mono">
        <b>{stamp ?? say('sheet.noStamp')}</b>
      </dd>
      <dt>{say('sheet.sticker')}</dt>
      <dd className="mono">
        <b>{barcode}</b>
      </dd>
      <dt>{say('sheet.label')}</dt>
      <dd>
        <b>{[recordedBy, recordNumber].filter(Boolean).join(' ')}</b>
        <br />
        <b>{eventDate}</b>
        <br />
        <i>{scientificName}</i>, {place}
      </dd>
    </dl>
  );
}
