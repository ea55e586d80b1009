/**
 * The hands' ways of zooming that technicians know from the portal: Ctrl or Command and a click zooms in there; Shift held,
 * pressed and moved up zooms in, down zooms out. Source: the seeds' "Option 2", step 6.
 */
import type { CanvasClickEvent, CanvasDragEvent, CanvasPressEvent, Point, Viewer } from 'openseadragon';

const CLICK_ZOOMS = 2;
/** As far as a hand moves without being lifted, for a label from a whole sheet. */
const PIXELS_TO_DOUBLE = 80;

export function hearGestures(viewer: Viewer): void {
  let pressedAt: Point | undefined;
  viewer.addHandler('canvas-click', (event: CanvasClickEvent) => {
    const { ctrlKey, metaKey } = event.originalEvent as MouseEvent;
    if (!event.quick || !(ctrlKey || metaKey)) return;
    viewer.viewport.zoomBy(CLICK_ZOOMS, viewer.viewport.pointFromPixel(event.position)).applyConstraints();
  });
  viewer.addHandler('canvas-press', (event: CanvasPressEvent) => {
    pressedAt = viewer.viewport.pointFromPixel(event.position);
  });
  viewer.addHandler('canvas-drag', (event: CanvasDragEvent) => {
    if (!(event.originalEvent as MouseEvent).shiftKey || !pressedAt) return;
    event.preventDefaultAction = true;
    viewer.viewport.zoomBy(2 ** (-event.delta.y / PIXELS_TO_DOUBLE), pressedAt, true).applyConstraints(true);
  });
}
