// @vitest-environment jsdom
import { act, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HoldButton } from './HoldButton.tsx';

let held: number;
beforeEach(() => {
  held = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const show = (beside = <i />) =>
  render(
    <>
      <HoldButton keyName="M" onHeld={() => (held += 1)}>
        Hold: merge
      </HoldButton>
      {beside}
    </>,
  );

function hold(target: Element, ms: number): void {
  const down = createEvent.keyDown(target, { key: 'm' });
  Object.defineProperty(down, 'timeStamp', { value: performance.now() });
  fireEvent(target, down);
  act(() => void vi.advanceTimersByTime(ms));
  fireEvent.keyUp(target, { key: 'm' });
}

describe('what cannot be taken back', () => {
  it('is done once its key was held for a second, and not before', () => {
    show();
    hold(document.body, 990);
    expect(held).toBe(0);
    hold(document.body, 1_010);
    expect(held).toBe(1);
  });

  it('is not done by somebody who types that letter', () => {
    show(<textarea aria-label="Note" />);
    hold(screen.getByLabelText('Note'), 2_000);
    expect(held).toBe(0);
  });

  it('is not done behind a dialog that lies over it', () => {
    show(<div role="dialog">Outbox</div>);
    hold(document.body, 2_000);
    expect(held).toBe(0);
  });

  it('is done in a dialog of its own', () => {
    render(
      <div role="dialog">
        <HoldButton keyName="M" onHeld={() => (held += 1)}>
          Hold: merge
        </HoldButton>
      </div>,
    );
    hold(document.body, 1_010);
    expect(held).toBe(1);
  });
});
