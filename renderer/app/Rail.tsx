/** The rooms that exist, with their keys. */
import { Icon, type IconName } from '../controls/Icon.tsx';
import { Press } from '../controls/Press.tsx';
import { say } from '../strings/say.ts';

export type Room = 'bench' | 'linking' | 'review' | 'day' | 'settings';

export const ROOMS: readonly { readonly room: Room; readonly icon: IconName; readonly key: string }[] = [
  { room: 'bench', icon: 'bench', key: 'Alt 1' },
  { room: 'linking', icon: 'linking', key: 'Alt 2' },
  { room: 'review', icon: 'review', key: 'Alt 3' },
  { room: 'day', icon: 'day', key: 'Alt 5' },
  { room: 'settings', icon: 'settings', key: 'Alt 7' },
];

export function Rail({
  room,
  cases,
  onEnter,
}: {
  readonly room: Room;
  readonly cases: number;
  readonly onEnter: (room: Room) => void;
}) {
  return (
    <nav className="rail" aria-label={say('room.label')}>
      <span className="tin">
        <Icon name="tin" />
      </span>
      {ROOMS.map(one => (
        <Press key={one.room} looks="room-door" isHere={one.room === room} onPress={() => onEnter(one.room)}>
          <Icon name={one.icon} />
          {say(`room.${one.room}`)}
          <small>{one.key}</small>
          {one.room === 'review' && cases > 0 && (
            <span className="count">
              {cases} <span className="unseen">{say('room.cases', { count: cases })}</span>
            </span>
          )}
        </Press>
      ))}
    </nav>
  );
}
