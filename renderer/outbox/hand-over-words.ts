/** What came of handing over, in words. */
import type { TakenAnswer } from '../../shared/contract/hand-over-contract.ts';
import type { HostContract } from '../../shared/contract/host-contract.ts';
import type { Output } from '../../shared/contract/define-contract.ts';
import { say } from '../strings/say.ts';

type Given = Output<HostContract, 'handOver.give'>;

/** What was given, and of what stays how much and why. */
export function sayGiven({ given, file, kept }: Given): string {
  const stays = [...new Set(kept.map(({ why }) => why))].map(why =>
    say(`handOver.stays.${why}`, { count: kept.filter(one => one.why === why).length }),
  );
  const gone = file === null ? say('handOver.nothing') : say('handOver.gave', { count: given, file });
  return [gone, ...stays].join(' ');
}

export function sayTaken(answer: TakenAnswer): string {
  if (answer.is === 'refused') return say(`handOver.refused.${answer.why}`);
  if (answer.is !== 'taken') return '';
  const { taken, from, numbersInUse, isReceipted } = answer;
  return [
    taken === 0 ? say('handOver.tookNone', { from }) : say('handOver.took', { count: taken, from }),
    ...(numbersInUse.length > 0 ? [say('handOver.numbersInUse', { numbers: numbersInUse.join(', ') })] : []),
    say(isReceipted ? 'handOver.receipted' : 'handOver.notReceipted'),
  ].join(' ');
}
