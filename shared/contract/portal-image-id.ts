/** Pictures that hang on records of the open portal, by the portal's own number of them. */
export const portalImageId = (mediaId: number): string => `portal-${mediaId}`;

/** Undefined where the id is not of such a picture. */
export function readPortalImageId(imageId: string): number | undefined {
  const number = /^portal-(\d{1,12})$/.exec(imageId)?.[1];
  return number === undefined ? undefined : Number(number);
}
