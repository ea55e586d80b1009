import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BenchStandIn, FIRST, SECOND } from './bench-stand-in.ts';

let station: BenchStandIn;
beforeEach(async () => {
  station = await BenchStandIn.open();
  station.portal = [FIRST, SECOND];
});
afterEach(() => station.close());

describe('with the portal out of reach', () => {
  it('a record that was seen before is linked from the station’s copy, and the screen says so', async () => {
    await station.find('1499');
    await station.isAt('verifying');
    station.bench.happen({ type: 'wentBack' });
    station.portal = undefined;
    await station.find('1499');
    await station.isAt('verifying');
    expect(station.view().task).toMatchObject({ source: { from: 'station' } });
    station.bench.happen({ type: 'agreed' });
    station.bench.scan('VASC0000001');
    await station.endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('a record that was never seen waits with its sticker, and comes back for its comparison', async () => {
    await station.park('1499', 'VASC0000001');
    expect(station.queued()).toEqual([]);
    await station.takeUp();
    await station.agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await station.endedAs({ is: 'linked', number: 'VASC0000001' });
  });

  it('a sticker is not put by twice: the second sheet says where it is and waits for its own', async () => {
    await station.park('1499', 'VASC0000001');
    station.portal = undefined;
    await station.find('1500');
    await station.isAt('parking');
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(station.view().task.refused).toMatchObject({ question: { is: 'justScanned' } }));
    expect(station.view().task).toMatchObject({ step: 'parking', kept: null });
    station.bench.scan('VASC0000002');
    await station.endedAs({ is: 'parked', what: '1500' });
  });

  it('a sticker that is queued here is not put by', async () => {
    await station.link('1499', 'VASC0000001');
    station.portal = undefined;
    await station.find('1500');
    await station.isAt('parking');
    station.bench.scan('VASC0000001');
    await vi.waitFor(() => expect(station.view().task.refused).toMatchObject({ question: { linkedTo: '1499' } }));
  });

  it('a second waiting sheet of one record meets the first one’s barcode when it comes back', async () => {
    await station.park('1499', 'VASC0000001');
    station.time += 1;
    await station.park('1499', 'VASC0000002');
    await station.takeUp();
    await station.agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await station.endedAs({ is: 'linked', number: 'VASC0000001' });
    await station.takeUp();
    await station.agree();
    station.bench.happen({ type: 'keptScanConfirmed', at: station.time });
    await vi.waitFor(() =>
      expect(station.view().task).toMatchObject({ question: { is: 'recordHasBarcode', barcode: 'VASC0000001' } }),
    );
  });

  it('a waiting sheet is not taken up over one that is being worked on', async () => {
    await station.park('1499', 'VASC0000001');
    await station.bench.waiting.lookUp();
    station.bench.type({ accession: '15' });
    await station.bench.takeUpWaiting();
    expect(station.view()).toMatchObject({ task: { step: 'seeking' }, draft: { accession: '15' } });
  });
});
