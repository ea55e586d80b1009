/**
 * The pictures of one place on the screen, one of them seen: what its keys, buttons and gestures do to it. Those that come
 * next lie behind it, drawn already, so that turning to one is a single change of the screen.
 */
import OpenSeadragon from 'openseadragon';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { Layer, type Shown } from './layer.ts';
import type { Region, View } from './view.ts';

export interface StageView {
  readonly shown: Shown;
  /** Of the whole picture; undefined where none is open. */
  readonly size: PictureSize | undefined;
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
const NOTHING: StageView = {
  ...{ shown: 'nothing', size: undefined, isFaded: false, keepsView: true, zoom: 1, degrees: 0 },
};
/** The one that is seen, and two behind it: while one of these is made ready, a person may turn to the other. */
const MOST_LAYERS = 3;

export class PictureStage {
  readonly view: StoreApi<StageView> = createStore<StageView>(() => NOTHING);
  private place: HTMLElement | undefined;
  /** The one whose picture was opened longest ago comes first. */
  private layers: readonly Layer[] = [];
  private front: Layer | undefined;
  private last: View | undefined;
  private hasHand = false;
  private readonly listeners = new Set<(view: View) => void>();

  /** Draws into the element until the answered function is called. */
  attach(element: HTMLElement): () => void {
    this.place = element;
    this.front = this.addLayer(element);
    return () => {
      this.last = this.now();
      const { layers } = this;
      [this.place, this.front, this.layers] = [undefined, undefined, []];
      layers.forEach(layer => layer.destroy());
    };
  }

  show(imageId: string, size: PictureSize): void {
    if (!this.front) return;
    this.hasHand = false;
    this.open(this.front, imageId, size, this.keptView());
    this.noteShown(this.front);
  }

  /** Draws it behind the one that is seen, unless it lies there already. */
  prepare(imageId: string, size: PictureSize): void {
    if (!this.place || this.holds(imageId)) return;
    const layer =
      this.layers.length < MOST_LAYERS ? this.addLayer(this.place) : this.layers.find(one => one !== this.front);
    if (!layer) return;
    layer.putBehind(true);
    this.open(layer, imageId, size);
  }

  holds(imageId: string): boolean {
    return this.layers.some(layer => layer.imageId === imageId);
  }

  /** Shows a picture that lies ready; answers whether it did. */
  turnTo(imageId: string): boolean {
    const ready = this.layers.find(layer => layer.imageId === imageId && layer.shown !== 'nothing');
    if (!ready) return false;
    const view = this.keptView();
    if (view || !ready.isWhole) ready.look(view);
    this.hasHand = false;
    this.front = ready;
    for (const layer of this.layers) layer.putBehind(layer !== ready);
    this.noteShown(ready);
    this.tellMoved();
    return true;
  }

  clear(): void {
    this.last = this.now();
    this.front?.close();
    if (this.front) this.noteShown(this.front);
  }

  /** While no picture is open: what was seen of the last one, if there was one. */
  now(): View | undefined {
    return this.front?.viewer.isOpen() ? this.front.viewOf(false) : this.last;
  }

  get isOpen(): boolean {
    return this.front?.viewer.isOpen() ?? false;
  }

  /** Whether a person moves it, by hand or key; not that it was opened, resized, or follows another. */
  get isLed(): boolean {
    return this.hasHand;
  }

  look(view: View): void {
    this.hasHand = false;
    this.front?.look(view);
  }

  zoom(way: 'in' | 'out'): void {
    this.take();
    this.front?.viewer.viewport.zoomBy(way === 'in' ? KEY_ZOOMS : 1 / KEY_ZOOMS).applyConstraints();
  }

  turn(way: 'left' | 'right'): void {
    this.take();
    this.front?.viewer.viewport.rotateBy(way === 'right' ? TURN_DEGREES : -TURN_DEGREES);
  }

  /** Upright again, too: a sheet that was turned to read a note is put back. */
  showWhole(): void {
    this.hasHand = true;
    this.front?.showWhole(false);
  }

  showRegion({ x, y, width, height }: Region): void {
    this.take();
    this.front?.viewer.viewport.fitBoundsWithConstraints(new OpenSeadragon.Rect(x, y, width, height));
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

  private addLayer(place: HTMLElement): Layer {
    const layer: Layer = new Layer(place, () => this.noteShown(layer));
    this.watch(layer);
    this.layers = [...this.layers, layer];
    return layer;
  }

  private open(layer: Layer, imageId: string, size: PictureSize, view?: View): void {
    this.layers = [...this.layers.filter(one => one !== layer), layer];
    layer.open(imageId, size, view);
  }

  private keptView(): View | undefined {
    return this.view.getState().keepsView && !this.front?.isWhole ? this.now() : undefined;
  }

  private watch(layer: Layer): void {
    const { viewer } = layer;
    const isFront = () => layer === this.front;
    for (const moved of ['open', 'viewport-change'] as const)
      viewer.addHandler(moved, () => isFront() && this.tellMoved());
    for (const touched of ['canvas-press', 'canvas-scroll', 'canvas-pinch'] as const)
      viewer.addHandler(touched, () => this.take());
    // Subtle: told in the middle of resizing, which then sets a zoom of its own.
    viewer.addHandler('resize', () =>
      queueMicrotask(() => {
        if (!layer.isWhole) return;
        if (isFront()) this.hasHand = false;
        layer.showWhole(true);
      }),
    );
  }

  /** A person begins to move it. */
  private take(): void {
    this.hasHand = true;
    if (this.front) this.front.isWhole = false;
  }

  private noteShown(layer: Layer): void {
    const { shown, size } = layer;
    const noted = this.view.getState();
    if (layer === this.front && (noted.shown !== shown || noted.size !== size)) this.view.setState({ shown, size });
  }

  private tellMoved(): void {
    if (!this.front?.viewer.isOpen()) return;
    const { viewport } = this.front.viewer;
    this.view.setState({
      zoom: Math.round((100 * viewport.getZoom(false)) / viewport.getHomeZoom()) / 100,
      degrees: (viewport.getRotation(false) + 360) % 360,
    });
    const view = this.front.viewOf(true);
    for (const listener of this.listeners) listener(view);
  }
}
