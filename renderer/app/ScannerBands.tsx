/** What is wrong with the serial scanner, said in every room; keyboard and camera go on. */
import { useStore } from 'zustand';
import type { Scanners } from '../barcode/scanners.ts';
import { say } from '../strings/say.ts';

export function ScannerBands({ scanners }: { readonly scanners: Scanners }) {
  const { state, refused } = useStore(scanners.serial.view);
  const { missed } = useStore(scanners.heard);
  return (
    <>
      {state.is === 'away' && (
        <p className="band trouble" role="alert">
          {say(`scanner.away.${state.why}`)}
        </p>
      )}
      {refused && (
        <p className="band scanner" role="status">
          {say(`scanner.refused.${refused.why}`)}
        </p>
      )}
      {missed.length > 0 && (
        <p className="band trouble" role="alert">
          {say('scanner.missed', { count: missed.length, scans: missed.join(', ') })}
        </p>
      )}
    </>
  );
}
