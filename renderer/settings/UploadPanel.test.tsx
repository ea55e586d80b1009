// @vitest-environment jsdom
import { act, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PictureRules } from '../../shared/contract/upload-contract.ts';
import { success } from '../../shared/failure/failure.ts';
import { NOTHING_TOLD, USUAL_IMAGE_UPLOAD } from '../../shared/portal/image-upload.ts';
import type { StationStore } from '../session/station-store.ts';
import { UploadPanel } from './UploadPanel.tsx';

afterEach(() => (document.body.innerHTML = ''));

const station = createStore(() => ({ station: { journalId: 'journal' } })) as unknown as StationStore;

/** What settings say, and how a delivery that moved is told. */
async function said(...answers: readonly PictureRules[]) {
  const left = [...answers];
  let moved: (() => void) | undefined;
  const host = {
    call: async () => success(left.length > 1 ? left.shift() : left[0]),
    on: (_: string, hear: () => void) => {
      moved = hear;
      return () => undefined;
    },
  } as unknown as Host;
  const { container } = await act(async () => render(<UploadPanel host={host} station={station} />));
  return { text: () => container.textContent, move: () => act(async () => moved?.()) };
}

const NOTHING: PictureRules = { upload: USUAL_IMAGE_UPLOAD, told: NOTHING_TOLD };
const FORM = { maxBytes: 20_000_000, mimes: ['image/jpeg' as const, 'image/png' as const] };

it('settings say what is sent before anything was', async () => {
  const { text } = await said(NOTHING);
  expect(text()).toContain('JPEG or PNG of at most 8 MB');
  expect(text()).toContain('has not been read yet');
});

it('settings say what the portal’s own form takes', async () => {
  const { text } = await said({ ...NOTHING, told: { ...NOTHING_TOLD, form: FORM } });
  expect(text()).toContain('own form takes files of at most 20 MB');
  expect(text()).not.toContain('has not been read yet');
});

it('settings say what a refusal has just taught', async () => {
  const learned = { mostBytes: 2_040_627, mostPixels: 44_000_000, notTaken: ['image/png' as const] };
  const { text, move } = await said(NOTHING, { ...NOTHING, told: { form: FORM, learned } });
  expect(text()).not.toContain('refused');
  await move();
  expect(text()).toContain('Pictures go there as JPEG of at most 2.0 MB');
  expect(text()).toContain('more than 2.0 MB is not sent any more');
  expect(text()).toContain('more than 44 megapixels');
  expect(text()).toContain('It refused a PNG');
});
