// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { CameraState } from '../../shared/contract/shot-contract.ts';
import { idOf } from '../../shared/outbox/builders.ts';
import type { TaskAt } from '../../shared/workflow/imaging-task.ts';
import type { Shot } from '../../shared/workflow/shot.ts';
import { CameraStandIn } from './camera-stand-in.ts';
import { PictureStage } from './PictureStage.tsx';
import type { Shots } from './shots.ts';

afterEach(() => (document.body.innerHTML = ''));

const OCCURRENCE = { recordedBy: 'J. Pell', recordNumber: '1', eventDate: null, scientificName: null };
const TASK = { step: 'imaging', catalogNumber: 'VASC0000001', occurrence: OCCURRENCE } as const;

/** The picture step with one shot on it. */
function show(different: Partial<Shot>): void {
  const camera = new CameraStandIn();
  const shot = { ...camera.arrive(null), ...different };
  const view = createStore<CameraState>(() => ({ ...camera.state, shots: [shot] }));
  const task = { ...TASK, shots: [{ id: shot.id, image: null }] } as unknown as TaskAt<'imaging'>;
  render(<PictureStage shots={{ view } as unknown as Shots} task={task} now={() => 0} />);
}

describe('what the portal is sent of a shot', () => {
  it('is not worth a word where it is the shot itself', () => {
    show({ id: idOf(701) });
    expect(screen.queryByText(/The portal is sent/)).toBeNull();
  });

  it('is said before it is sent where it is a picture made of the shot', () => {
    show({ format: 'tiff', sent: { sha256: 'b'.repeat(64), bytes: 7_315_857, mime: 'image/jpeg' } });
    expect(screen.getByText(/The portal is sent a JPEG of 7.3 MB made of it. The original stays here./)).toBeTruthy();
  });

  it('is said to be nothing where nothing useful is small enough', () => {
    show({ format: 'tiff', sent: null });
    expect(screen.getByText(/nothing is sent/)).toBeTruthy();
  });
});
