/** The webcam as a scanner: on or off, and which one. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { CameraScanner } from '../barcode/camera-scanner.ts';
import { CameraWords } from '../barcode/CameraBeside.tsx';
import { OnOff } from '../controls/Choices.tsx';
import { Picker } from '../controls/Picker.tsx';
import { say } from '../strings/say.ts';

const FIRST = 'first';

export function BarcodeCameraPanel({ camera }: { readonly camera: CameraScanner }) {
  const { isOn, deviceId, state } = useStore(camera.view);
  const cameras = useCameras(camera);
  return (
    <section className="panel">
      <header>
        <h3>{say('camera.title')}</h3>
      </header>
      <div className="padded form">
        <p className="note">{say('camera.note')}</p>
        <div className="row">
          <Picker
            label={say('camera.which')}
            choices={[
              { value: FIRST, words: say('camera.first') },
              ...cameras.map((one, nth) => ({
                value: one.deviceId,
                words: one.label || say('camera.unnamed', { nth: nth + 1 }),
              })),
            ]}
            chosen={deviceId ?? FIRST}
            onChoose={value => camera.choose(value === FIRST ? null : value)}
          />
          <OnOff words={say('camera.switch')} keyName="Ctrl K" isOn={isOn} onTurn={() => camera.turn(!isOn)} />
        </div>
        {isOn && (
          <p role="status">
            <CameraWords state={state} />
          </p>
        )}
      </div>
    </section>
  );
}

function useCameras(camera: CameraScanner): readonly MediaDeviceInfo[] {
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    void camera.cameras().then(setCameras);
  }, [camera]);
  return cameras;
}
