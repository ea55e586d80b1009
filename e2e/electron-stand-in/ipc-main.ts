/** `ipcMain.handle`, and asking it as any frame one likes. */
export interface Frame {
  readonly url: string;
}
export interface InvokeEvent {
  readonly sender: unknown;
  readonly senderFrame: Frame | null;
}
type Handler = (event: InvokeEvent, ...values: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) throw new Error(`There is a handler for ${channel} already.`);
    handlers.set(channel, handler);
  },
};

/** What Electron's answer carries: a clone of the value, or the error's words. */
export async function invoke(event: InvokeEvent, channel: string, values: readonly unknown[]): Promise<object> {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const value: unknown = await handler(event, ...(structuredClone(values) as unknown[]));
    return { value: structuredClone(value) };
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` };
  }
}
