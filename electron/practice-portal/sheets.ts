/** The practice sheets: ten specimens to put under the camera. */
import { z } from 'zod';
import specimensJson from '../../resources/practice/specimens.json';
import { practicePlan } from './sheets/practice-plan.ts';
import type { SheetPlan } from './sheets/sheet-plan.ts';

export const Specimen = z.object({
  id: z.string(),
  stamp: z.string().nullable(),
  barcode: z.string(),
  label: z.object({
    recordedBy: z.string(),
    recordNumber: z.string().nullable(),
    eventDate: z.string(),
    scientificName: z.string(),
    place: z.string(),
  }),
  /** The record that belongs to the sheet: the answer to the exercise. */
  occid: z.number().nullable(),
  what: z.string(),
});
export type Specimen = z.infer<typeof Specimen>;
/** What can be seen of a sheet. */
export type DrawnSheet = Pick<Specimen, 'stamp' | 'barcode' | 'label'> & {
  /** Whether somebody stamped on it that it has a record. */
  readonly isDatabased: boolean;
};

export const SPECIMENS: readonly Specimen[] = z.array(Specimen).parse(specimensJson);

/** What a trainee may see: not which record it is. */
export const sheets = (): readonly Omit<Specimen, 'occid'>[] =>
  SPECIMENS.map(({ id, stamp, barcode, label, what }) => ({ id, stamp, barcode, label, what }));

export const planOfSpecimen = (specimen: Specimen): SheetPlan =>
  practicePlan(Number(specimen.id), { ...specimen, isDatabased: specimen.occid !== null });
