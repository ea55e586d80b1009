/** One picture as OpenSeadragon draws it: the one that is looked at, or one that lies behind it, drawn and unseen. */
import OpenSeadragon from 'openseadragon';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { chooseDrawer } from './drawer.ts';
import { hearGestures } from './gestures.ts';
import { levelSource } from './tile-source.ts';
import type { View } from './view.ts';

/** `first`: something of the picture is drawn; `sharp`: all of it that is seen has arrived at its full sharpness. */
export type Shown = 'nothing' | 'first' | 'sharp';

const OPTIONS = {
  showNavigationControl: false,
  keyboardNavEnabled: false,
  // Of the six lines that a browser opens to one host, two are taken by the windows' own.
  imageLoaderLimit: 4,
  maxTilesPerFrame: 4,
  // What is drawn sharper lies where the first view lay: nothing fades, nothing moves.
  blendTime: 0,
  zoomPerScroll: 1.25,
  maxZoomPixelRatio: 4,
  minZoomImageRatio: 0.8,
  visibilityRatio: 0.3,
  gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true, flickEnabled: false },
} as const;

export class Layer {
  readonly viewer: OpenSeadragon.Viewer;
  imageId: string | undefined;
  size: PictureSize | undefined;
  shown: Shown = 'nothing';
  /** The whole picture is seen, and stays so whatever becomes of the window. */
  isWhole = true;
  private readonly element = document.createElement('div');
  /** How the picture is seen once it is open. */
  private opensAt: View | undefined;

  /** `onShown` is told when more or less of it is drawn than before. */
  constructor(
    place: HTMLElement,
    private readonly onShown: () => void,
  ) {
    this.element.className = 'viewer-layer';
    place.append(this.element);
    this.viewer = OpenSeadragon({
      ...OPTIONS,
      element: this.element,
      drawer: chooseDrawer(),
      animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.3,
    });
    // Subtle: it asks for the focus at every click, which belongs to the number field; without this it cannot have it.
    this.viewer.canvas.removeAttribute('tabindex');
    hearGestures(this.viewer);
    this.viewer.addHandler('open', () => this.look(this.opensAt));
    this.watchDrawing();
  }

  /** Seen whole where no view is given. */
  open(imageId: string, size: PictureSize, view?: View): void {
    [this.imageId, this.size, this.opensAt] = [imageId, size, view];
    this.note('nothing');
    this.viewer.open({ tileSource: levelSource(imageId, size) });
  }

  close(): void {
    [this.imageId, this.size] = [undefined, undefined];
    this.note('nothing');
    this.viewer.close();
  }

  /** At once; the whole picture where no view is given. */
  look(view: View | undefined): void {
    if (!view) return this.showWhole(true);
    const { viewport } = this.viewer;
    this.isWhole = false;
    viewport.setRotation(view.degrees, true);
    viewport.zoomTo(view.zoom, undefined, true);
    viewport.panTo(new OpenSeadragon.Point(view.x, view.y), true);
  }

  /** Upright again, too: a sheet that was turned to read a note is put back. */
  showWhole(atOnce: boolean): void {
    this.isWhole = true;
    this.viewer.viewport.setRotation(0, atOnce);
    this.viewer.viewport.goHome(atOnce);
  }

  /** What is seen at this moment, or where it is going. */
  viewOf(isSeen: boolean): View {
    const { viewport } = this.viewer;
    const { x, y } = viewport.getCenter(isSeen);
    return { x, y, zoom: viewport.getZoom(isSeen), degrees: viewport.getRotation(isSeen) };
  }

  putBehind(isBehind: boolean): void {
    this.element.classList.toggle('behind', isBehind);
  }

  destroy(): void {
    this.viewer.destroy();
    this.element.remove();
  }

  private watchDrawing(): void {
    this.viewer.addHandler('tiled-image-drawn', event => {
      const { tiledImage, tiles } = event as unknown as DrawnEvent;
      if (tiles.length > 0) this.note(tiledImage.getFullyLoaded() ? 'sharp' : 'first');
    });
    this.viewer.addHandler('fully-loaded-change', event => {
      const { fullyLoaded } = event as unknown as { readonly fullyLoaded: boolean };
      if (this.shown !== 'nothing') this.note(fullyLoaded ? 'sharp' : 'first');
    });
  }

  private note(shown: Shown): void {
    if (this.shown === shown) return;
    this.shown = shown;
    this.onShown();
  }
}

interface DrawnEvent {
  readonly tiledImage: { getFullyLoaded(): boolean };
  readonly tiles: readonly unknown[];
}
