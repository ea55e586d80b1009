/** What a page may have of this computer: the camera, for our own page; everything else is denied and logged. */
import type { Session } from 'electron';
import { isOurPage } from './our-page.ts';

export function lockPermissions(session: Session, denied: (permission: string) => void): void {
  session.setPermissionRequestHandler((_, permission, answer, details) => {
    // Subtle: what films the screen asks for media too, but of no type.
    const media = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const isCamera = permission === 'media' && media?.join() === 'video';
    const isAllowed = isCamera && isOurPage(details.requestingUrl);
    if (!isAllowed) denied(permission);
    answer(isAllowed);
  });
  session.setPermissionCheckHandler(
    (_, permission, origin, { mediaType }) => permission === 'media' && mediaType === 'video' && isOurPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
}

/** Subtle: the tools for developers load from addresses of their own; they open only where a person asks for them. */
const mayLoad = (url: string): boolean => isOurPage(url) || /^(blob:app:|data:image\/|devtools:)/.test(url);
