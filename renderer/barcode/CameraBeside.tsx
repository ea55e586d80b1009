/** The camera beside the barcode's slot: what it sees while it is on, and why where it cannot be. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Mark } from '../controls/Mark.tsx';
import { Turn } from '../controls/Press.tsx';
import { say } from '../strings/say.ts';
import type { CameraScanner, CameraState } from './camera-scanner.ts';

export function CameraBeside({ camera }: { readonly camera: CameraScanner }) {
  const { isOn, state } = useStore(camera.view);
  return (
    <div className="camera" data-camera={state.is}>
      {state.is === 'live' && <LiveView stream={state.stream} />}
      <div>
        {isOn && <CameraWords state={state} />}
        <Turn looks="chip" isOn={isOn} onTurn={() => camera.turn(!isOn)}>
          {say('camera.switch')} <kbd>Ctrl K</kbd>
        </Turn>
      </div>
    </div>
  );
}

/** The light of the camera, in words: on, or why it is not. */
export function CameraWords({ state }: { readonly state: CameraState }) {
  if (state.is === 'cannot') return <Mark means="differ">{say(`camera.cannot.${state.why}`)}</Mark>;
  if (state.is === 'starting') return <Mark means="none">{say('camera.starting')}</Mark>;
  if (state.is === 'off') return <Mark means="none">{say('camera.off')}</Mark>;
  return (
    <Mark means={state.hint ? 'differ' : 'act'} icon="camera">
      {say(state.hint ? `camera.hint.${state.hint}` : 'camera.live')}
    </Mark>
  );
}

function LiveView({ stream }: { readonly stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return <video ref={video} autoPlay muted playsInline aria-label={say('camera.view')} />;
}
