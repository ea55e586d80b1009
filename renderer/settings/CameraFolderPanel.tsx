/** Which folder the camera's program writes into, and whether it can be looked into. */
import { useEffect, useState } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { CameraState, FolderState } from '../../shared/contract/shot-contract.ts';
import type { Failure, Result } from '../../shared/failure/failure.ts';
import { Button } from '../controls/Button.tsx';
import { Tick } from '../controls/Choices.tsx';
import { Field } from '../controls/Field.tsx';
import { useKeys } from '../controls/keys.ts';
import { Mark } from '../controls/Mark.tsx';
import { say, sayFailure } from '../strings/say.ts';

interface CameraFolderPanelProps {
  readonly host: Host;
  /** Whether the shell can ask for a folder. */
  readonly choosesFolders: boolean;
}

export function CameraFolderPanel({ host, choosesFolders }: CameraFolderPanelProps) {
  const { camera, form, change, set, choose, trouble } = useCamera(host);
  const turn = () => change({ ...form, renamesOriginals: !form.renamesOriginals });
  useKeys({ K: turn, C: choosesFolders ? choose : undefined });
  return (
    <section className="panel" data-camera={camera?.folder.is}>
      <header>
        <h3>{say('shots.settings')}</h3>
      </header>
      <form
        className="padded form"
        onSubmit={event => {
          event.preventDefault();
          set();
        }}
      >
        {camera && <FolderWords folder={camera.folder} />}
        <Field
          label={say('shots.folder')}
          value={form.folder}
          onType={folder => change({ ...form, folder })}
          longest={1_000}
          trouble={trouble}
        />
        <p className="note">{say('shots.folderHint')}</p>
        <Tick words={say('shots.renames')} keyName="K" isTicked={form.renamesOriginals} onTick={turn} />
        <div className="row">
          <Button keyName="Enter" looks="primary" sends>
            {say('shots.apply')}
          </Button>
          {choosesFolders && (
            <Button keyName="C" onPress={choose}>
              {say('shots.choose')}
            </Button>
          )}
        </div>
        {camera?.folder.is === 'watched' && (
          <p className="note">{say(camera.canShoot ? 'shots.tetherThere' : 'shots.tetherMissing')}</p>
        )}
      </form>
    </section>
  );
}

function FolderWords({ folder }: { readonly folder: FolderState }) {
  if (folder.is === 'off') return <p role="status">{say('shots.off')}</p>;
  return (
    <p role="status">
      <Mark means={folder.is === 'watched' ? 'agree' : 'stop'}>
        {folder.is === 'watched'
          ? say('shots.watching', { folder: folder.folder })
          : say(`shots.away.${folder.why}`, { folder: folder.folder })}
      </Mark>
    </p>
  );
}

interface Form {
  readonly folder: string;
  readonly renamesOriginals: boolean;
}

/** As the host has it, until somebody types. */
const formOf = (camera: CameraState | undefined): Form => ({
  folder: camera === undefined || camera.folder.is === 'off' ? '' : camera.folder.folder,
  renamesOriginals: camera?.renamesOriginals ?? false,
});

/** The camera as the host has it, and the form as it is being filled in. */
function useCamera(host: Host) {
  const [camera, setCamera] = useState<CameraState>();
  const [typed, change] = useState<Form>();
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    const ask = () => host.call('shots.state', {}).then(answer => answer.ok && setCamera(answer.value));
    void ask();
    return host.on('shots.changed', () => void ask());
  }, [host]);
  const show = (answer: Result<CameraState>) => {
    setTrouble(answer.ok ? '' : sayNotSet(answer.failure));
    if (!answer.ok) return;
    setCamera(answer.value);
    change(undefined);
  };
  const form = typed ?? formOf(camera);
  const set = () => {
    const folder = form.folder.trim() === '' ? null : form.folder.trim();
    void host.call('shots.set', { folder, renamesOriginals: form.renamesOriginals }).then(show);
  };
  const choose = () => void host.call('shots.chooseFolder', {}).then(show);
  return { camera, form, change, set, choose, trouble };
}

function sayNotSet(failure: Failure): string {
  const why = failure.kind === 'rejected' ? failure.reason : '';
  if (why === 'notWhole' || why === 'ownFolder') return say(`shots.notSet.${why}`);
  return say('shots.notSet.other', { why: sayFailure(failure) });
}
