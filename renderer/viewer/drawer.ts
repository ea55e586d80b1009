/** Which way of drawing this computer has: its graphics card, or plain canvas where there is none or only its imitation. */
export type Drawer = 'webgl' | 'canvas';

export function chooseDrawer(canvas: HTMLCanvasElement = document.createElement('canvas')): Drawer {
  const context = canvas.getContext('webgl', { failIfMajorPerformanceCaveat: true });
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context ? 'webgl' : 'canvas';
}
