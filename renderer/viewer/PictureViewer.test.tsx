// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { failed, success, type Failure, type Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { hearKeys } from '../controls/keys.ts';
import { PictureFrame } from './PictureFrame.tsx';
import type { PictureStage, StageView } from './picture-stage.ts';
import { PictureViewer } from './PictureViewer.tsx';

/** Writes down what is done to the picture, and draws nothing. */
function aStage() {
  const done: string[] = [];
  const view = createStore<StageView>(() => ({
    shown: 'nothing',
    size: undefined,
    isFaded: false,
    keepsView: true,
    zoom: 1,
    degrees: 0,
  }));
  const note =
    (what: string) =>
    (...given: readonly unknown[]) =>
      void done.push([what, ...given].join(' '));
  const ready: string[] = [];
  const acts = {
    show: (id: string) => {
      note('show')(id);
      view.setState({ shown: 'sharp' });
    },
    prepare: (id: string) => {
      note('prepare')(id);
      ready.push(id);
    },
    turnTo: (id: string) => {
      if (!ready.includes(id)) return false;
      note('turn to')(id);
      return true;
    },
    holds: (id: string) => ready.includes(id),
    zoom: note('zoom'),
    turn: note('turn'),
    toggleFaded: note('faded'),
  };
  const stage = { view, ...acts, showWhole: () => note('whole')(), showRegion: () => note('region')() };
  const still = { isOpen: false, now: () => undefined, onMoved: () => () => undefined };
  return {
    done,
    stage: { ...stage, ...still, attach: () => () => undefined, clear: () => undefined } as unknown as PictureStage,
  };
}

let stopHearing: () => void;
beforeEach(() => (stopHearing = hearKeys(window, () => undefined)));
afterEach(() => {
  stopHearing();
  document.body.innerHTML = '';
});

const SIZE = { width: 8200, height: 11000 };

function show(opened: Result<PictureSize>) {
  const { done, stage } = aStage();
  const open = async () => opened;
  const shown = render(<PictureViewer imageId="kept-1" label="The sheet" stage={stage} open={open} />);
  return { done, stage, open, ...shown };
}

describe('a picture', () => {
  it('is shown once the host has it', async () => {
    const { done } = show(success(SIZE));
    await expect.poll(() => done).toEqual(['show kept-1']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each<[Failure, string]>([
    [
      { kind: 'unreadableImage', name: 'kept-1' },
      'This picture is damaged and cannot be shown. The sheet needs another shot.',
    ],
    [{ kind: 'notFound' }, 'The picture cannot be shown: '],
    [{ kind: 'offline' }, 'The picture cannot be shown: '],
  ])('that cannot be shown says why in its place: %o', async (failure, sentence) => {
    const { done } = show(failed(failure));
    expect((await screen.findByRole('alert')).textContent).toContain(sentence);
    expect(done).toEqual([]);
  });

  it('that came too late does not take the place of the next one', async () => {
    const { done, stage, rerender } = show(success(SIZE));
    const late: ((opened: Result<PictureSize>) => void)[] = [];
    const openLate = () => new Promise<Result<PictureSize>>(answer => late.push(answer));
    await expect.poll(() => done).toEqual(['show kept-1']);
    rerender(<PictureViewer imageId="kept-2" label="The sheet" stage={stage} open={openLate} />);
    rerender(<PictureViewer imageId="kept-3" label="The sheet" stage={stage} open={openLate} />);
    late[1]?.(success(SIZE));
    late[0]?.(success(SIZE));
    await expect.poll(() => done).toEqual(['show kept-1', 'show kept-3']);
  });
});

describe('the pictures that come next', () => {
  it('are made ready behind the one that is looked at, the soonest first', async () => {
    const { done, stage, open, rerender } = show(success(SIZE));
    rerender(
      <PictureViewer imageId="kept-1" ahead={['kept-2', 'kept-3']} label="The sheet" stage={stage} open={open} />,
    );
    await expect.poll(() => done).toEqual(['show kept-1', 'prepare kept-2', 'prepare kept-3']);
  });

  it('are turned to at once, without asking the host', async () => {
    const { done, stage, open, rerender } = show(success(SIZE));
    rerender(<PictureViewer imageId="kept-1" ahead={['kept-2']} label="The sheet" stage={stage} open={open} />);
    await expect.poll(() => done).toContain('prepare kept-2');
    const never = () => new Promise<Result<PictureSize>>(() => undefined);
    rerender(<PictureViewer imageId="kept-2" label="The sheet" stage={stage} open={never} />);
    expect(done.at(-1)).toBe('turn to kept-2');
  });
});

describe('the keys of a picture', () => {
  function atTheNumberField() {
    const { done, stage } = aStage();
    const region = { x: 0, y: 0, width: 0.2, height: 0.1 };
    render(
      <>
        <input aria-label="Number" />
        <PictureFrame first={stage} second={aStage().stage} regions={{ stamp: region, label: region }}>
          <i />
        </PictureFrame>
      </>,
    );
    const field = screen.getByLabelText<HTMLInputElement>('Number');
    field.focus();
    return { done, field };
  }

  it('act while a number is typed: they type nothing and the field keeps the focus', async () => {
    const { done, field } = atTheNumberField();
    await userEvent.keyboard('14{PageUp}{PageDown}{Shift>}{PageUp}{PageDown}{/Shift}{Home}{F2}{F3}{F4}99');
    expect(done).toEqual(['zoom in', 'zoom out', 'turn left', 'turn right', 'whole', 'region', 'region', 'faded']);
    expect(field.value).toBe('1499');
    expect(document.activeElement).toBe(field);
  });

  it('leave Z to the field while somebody types there', async () => {
    const { field } = atTheNumberField();
    await userEvent.keyboard('z');
    expect(field.value).toBe('z');
    expect(screen.getByRole('button', { name: /In step/ }).className).toContain('primary');
  });
});
