/** Specimens for tests: complete by default, different where a test says so. */
import type { Occurrence } from './occurrence.ts';

export function anOccurrence(different: Partial<Occurrence> = {}): Occurrence {
  return {
    occid: 61207,
    collid: 1,
    catalogNumber: null,
    otherCatalogNumbers: ['1499'],
    recordedBy: 'M. A. Thornquist-Vega',
    associatedCollectors: 'J. Pell',
    recordNumber: '1024',
    eventDate: '1998-05-03',
    verbatimEventDate: null,
    scientificName: 'Helianthella parvifolia',
    country: null,
    stateProvince: 'Eastmark',
    county: 'Tallow',
    locality: 'Orrin Hills',
    identifiedBy: null,
    dateIdentified: null,
    processingStatus: null,
    imageCount: 0,
    isSecured: false,
    dateLastModified: '2009-03-12 10:00:00',
    readAt: 0,
    ...different,
  };
}
