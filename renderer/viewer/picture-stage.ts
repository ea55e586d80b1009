/** One picture on the screen: what its keys, buttons and gestures do to it. The only place that drives OpenSeadragon. */
import OpenSeadragon from 'openseadragon';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { chooseDrawer } from './drawer.ts';
import { hearGestures } from './gestures.ts';
import { levelSource } from './tile-source.ts';
import type { Region, View } from './view.ts';

export interface StageView {
  /** `first`: something of the picture is seen; `sharp`: all that is seen has arrived at its full sharpness. */
  readonly shown: 'nothing' | 'first' | 'sharp';
  /** Whether colours are stretched so that faded ink is seen. */
  readonly isFaded: boolean;
  /** Whether the next picture is seen as this one was: as near, the same part, turned alike. */
  readonly keepsView: boolean;
  /** How many times larger than when the whole picture is seen, and how far it is turned. */
  readonly zoom: number;
  readonly degrees: number;
}

const KEY_ZOOMS = 1.5;
const TURN_DEGREES = 90;
const NOTHING = { shown: 'nothing', isFaded: false, keepsView: true, zoom: 1, degrees: 0 } as const;

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

export class PictureStage {
  readonly view: StoreApi<StageView> = createStore<StageView>(() => NOTHING);
  private viewer: OpenSeadragon.Viewer | undefined;
  private last: View | undefined;
  private hasHand = false;
  /** The whole picture is seen, and stays so whatever becomes of the window. */
  private isWhole = true;
  private readonly listeners = new Set<(view: View) => void>();

  /** Draws into the element until the answered function is called. */
  attach(element: HTMLElement): () => void {
    const viewer = OpenSeadragon({
      ...OPTIONS,
      element,
      drawer: chooseDrawer(),
      animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.3,
    });
    // Subtle: it asks for the focus at every click, which belongs to the number field; without this it cannot have it.
    viewer.canvas.removeAttribute('tabindex');
    hearGestures(viewer);
    this.watch(viewer);
    this.viewer = viewer;
    return () => {
      this.last = this.now();
      this.viewer = undefined;
      viewer.destroy();
    };
  }

  show(imageId: string, size: PictureSize): void {
    const { viewer } = this;
    const view = this.view.getState().keepsView && !this.isWhole ? this.now() : undefined;
    if (!viewer) return;
    this.view.setState({ shown: 'nothing' });
    viewer.addOnceHandler('open', () => {
      if (view) this.look(view);
      else this.showWhole(true);
      this.tellMoved();
    });
    viewer.open({ tileSource: levelSource(imageId, size) });
  }

  clear(): void {
    this.last = this.now();
    this.view.setState({ shown: 'nothing' });
    this.viewer?.close();
  }

  /** While no picture is open: what was seen of the last one, if there was one. */
  now(): View | undefined {
    return this.viewer?.isOpen() ? viewOf(this.viewer.viewport, false) : this.last;
  }

  get isOpen(): boolean {
    return this.viewer?.isOpen() ?? false;
  }

  /** Whether a person moves it, by hand or key; not that it was opened, resized, or follows another. */
  get isLed(): boolean {
    return this.hasHand;
  }

  look({ x, y, zoom, degrees }: View): void {
    this.hasHand = false;
    this.isWhole = false;
    const viewport = this.viewer?.viewport;
    viewport?.setRotation(degrees, true);
    viewport?.zoomTo(zoom, undefined, true);
    viewport?.panTo(new OpenSeadragon.Point(x, y), true);
  }

  zoom(way: 'in' | 'out'): void {
    this.take();
    this.viewer?.viewport.zoomBy(way === 'in' ? KEY_ZOOMS : 1 / KEY_ZOOMS).applyConstraints();
  }

  turn(way: 'left' | 'right'): void {
    this.take();
    this.viewer?.viewport.rotateBy(way === 'right' ? TURN_DEGREES : -TURN_DEGREES);
  }

  /** Upright again, too: a sheet that was turned to read a note is put back. */
  showWhole(atOnce = false): void {
    this.hasHand = !atOnce;
    this.isWhole = true;
    this.viewer?.viewport.setRotation(0, atOnce);
    this.viewer?.viewport.goHome(atOnce);
  }

  showRegion({ x, y, width, height }: Region): void {
    this.take();
    this.viewer?.viewport.fitBoundsWithConstraints(new OpenSeadragon.Rect(x, y, width, height));
  }

  toggleFaded(): void {
    this.view.setState(({ isFaded }) => ({ isFaded: !isFaded }));
  }

  toggleKeepsView(): void {
    this.view.setState(({ keepsView }) => ({ keepsView: !keepsView }));
  }

  /** Told at each step of a movement; answers how to stop. */
  onMoved(listener: (view: View) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private watch(viewer: OpenSeadragon.Viewer): void {
    viewer.addHandler('viewport-change', () => this.tellMoved());
    for (const touched of ['canvas-press', 'canvas-scroll', 'canvas-pinch'] as const)
      viewer.addHandler(touched, () => this.take());
    // Subtle: told in the middle of resizing, which then sets a zoom of its own.
    viewer.addHandler('resize', () => queueMicrotask(() => this.isWhole && this.showWhole(true)));
    viewer.addHandler('tiled-image-drawn', event => {
      const { tiledImage, tiles } = event as unknown as DrawnEvent;
      if (tiles.length > 0) this.seen(tiledImage.getFullyLoaded() ? 'sharp' : 'first');
    });
    viewer.addHandler('fully-loaded-change', event => {
      const { fullyLoaded } = event as unknown as { readonly fullyLoaded: boolean };
      if (this.view.getState().shown !== 'nothing') this.seen(fullyLoaded ? 'sharp' : 'first');
    });
  }

  /** A person begins to move it. */
  private take(): void {
    this.hasHand = true;
    this.isWhole = false;
  }

  private seen(shown: StageView['shown']): void {
    if (this.view.getState().shown !== shown) this.view.setState({ shown });
  }

  private tellMoved(): void {
    if (!this.viewer?.isOpen()) return;
    const { viewport } = this.viewer;
    this.view.setState({
      zoom: Math.round((100 * viewport.getZoom(false)) / viewport.getHomeZoom()) / 100,
      degrees: (viewport.getRotation(false) + 360) % 360,
    });
    const view = viewOf(viewport, true);
    for (const listener of this.listeners) listener(view);
  }
}

/** As it is seen at this moment, or where it is going. */
function viewOf(viewport: OpenSeadragon.Viewport, isSeen: boolean): View {
  const { x, y } = viewport.getCenter(isSeen);
  return { x, y, zoom: viewport.getZoom(isSeen), degrees: viewport.getRotation(isSeen) };
}

interface DrawnEvent {
  readonly tiledImage: { getFullyLoaded(): boolean };
  readonly tiles: readonly unknown[];
}
