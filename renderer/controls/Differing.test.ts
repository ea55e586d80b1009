import { describe, expect, it } from 'vitest';
import { differingPart } from './Differing.tsx';

describe('what differs between two texts that stand side by side', () => {
  it('is the digit that was swapped, and neither what is before it nor behind it', () => {
    expect(differingPart('VASC0104301', 'VASC0200001')).toEqual(['VASC0', '1043', '01']);
    expect(differingPart('VASC0200001', 'VASC0104301')).toEqual(['VASC0', '2000', '01']);
  });

  it('is nothing where they are the same', () => {
    expect(differingPart('1024', '1024')).toEqual(['1024', '', '']);
  });

  it('is what one has more, though its neighbours are alike', () => {
    expect(differingPart('1001', '101')).toEqual(['10', '0', '1']);
    expect(differingPart('101', '1001')).toEqual(['10', '', '1']);
  });

  it('is all of it where nothing is alike, or there is nothing beside it', () => {
    expect(differingPart('77', '139')).toEqual(['', '77', '']);
    expect(differingPart('77', '')).toEqual(['', '77', '']);
  });
});
