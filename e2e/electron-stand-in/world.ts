/**
 * What runs inside the page: once in the page's own world, once in the preload's. Values cross between the two by structured
 * clone through events of the document, as Electron's context bridge copies them.
 */

type Packed =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'function'; readonly id: string }
  | { readonly is: 'object'; readonly fields: readonly (readonly [string, Packed])[] };

interface Told {
  readonly channel?: string;
  readonly values?: readonly unknown[];
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** The binding to the program, and the way back; both are seen in the preload's world only. */
interface Wires {
  readonly __standInAsk: (question: string) => void;
  __standInTell: (message: Told) => void;
}

/** Stringified into both worlds, so it must need nothing from outside itself. */
export function installWorld(world: 'page' | 'preload', preload: string): void {
  const [mine, theirs] =
    world === 'page' ? ['stand-in-page', 'stand-in-preload'] : ['stand-in-preload', 'stand-in-page'];
  const functions = new Map<string, (...values: unknown[]) => unknown>();
  const answers = new Map<string, { resolve(value: unknown): void; reject(error: Error): void }>();
  const exposed: { name: string; value: unknown }[] = [];
  let count = 0;
  const newId = () => `${world}-${(count += 1)}`;
  const send = (message: object) => document.dispatchEvent(new CustomEvent(theirs as string, { detail: message }));

  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const id = newId();
      functions.set(id, value as never);
      return { is: 'function', id };
    }
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
      return { is: 'object', fields: Object.entries(value).map(([name, one]) => [name, pack(one)]) };
    return { is: 'value', value };
  };
  const unpack = (packed: Packed): unknown => {
    if (packed.is === 'value') return packed.value;
    if (packed.is === 'object')
      return Object.freeze(Object.fromEntries(packed.fields.map(([name, one]) => [name, unpack(one)])));
    return (...values: unknown[]) => callThere(packed.id, values);
  };
  /** Subtle: events of the document are synchronous, so a synchronous answer is already there when `send` returns. */
  const callThere = (id: string, values: unknown[]): unknown => {
    const callId = newId();
    let answer: { value: unknown } | { error: Error } | undefined;
    answers.set(callId, { resolve: value => (answer = { value }), reject: error => (answer = { error }) });
    send({ type: 'call', id, callId, values: values.map(pack) });
    if (answer && 'error' in answer) throw (answer as { error: Error }).error;
    if (answer) return (answer as { value: unknown }).value;
    return new Promise((resolve, reject) => answers.set(callId, { resolve, reject }));
  };

  document.addEventListener(mine as string, event => {
    const message = (event as CustomEvent).detail;
    if (message.type === 'whatIsThere')
      for (const one of exposed) send({ type: 'expose', name: one.name, value: one.value });
    if (message.type === 'expose' && !Object.hasOwn(window, message.name))
      Object.defineProperty(window, message.name, { value: unpack(message.value), enumerable: true });
    if (message.type === 'answer') {
      const waiting = answers.get(message.callId);
      answers.delete(message.callId);
      if (message.error === undefined) waiting?.resolve(unpack(message.value));
      else waiting?.reject(new Error(message.error));
    }
    if (message.type !== 'call') return;
    const answer = (value: unknown) => send({ type: 'answer', callId: message.callId, value: pack(value) });
    const fail = (error: unknown) =>
      send({ type: 'answer', callId: message.callId, error: error instanceof Error ? error.message : String(error) });
    try {
      const value = functions.get(message.id)?.(...message.values.map(unpack));
      if (value instanceof Promise) void value.then(answer, fail);
      else answer(value);
    } catch (error) {
      fail(error);
    }
  });

  if (world === 'page') return void send({ type: 'whatIsThere' });

  const wires = globalThis as unknown as Wires;
  const listeners = new Map<string, ((...values: unknown[]) => void)[]>();
  const invoked = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ipcRenderer = {
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = (count += 1);
        invoked.set(id, { resolve, reject });
        wires.__standInAsk(JSON.stringify({ id, channel, values: structuredClone(values) }));
      }),
    on(channel: string, listener: (...values: unknown[]) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };
  wires.__standInTell = message => {
    if (message.channel !== undefined)
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer }, ...(message.values ?? []));
    else if (message.error !== undefined) invoked.get(message.id ?? 0)?.reject(new Error(message.error));
    else invoked.get(message.id ?? 0)?.resolve(message.value);
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      const value = pack(api);
      exposed.push({ name, value });
      send({ type: 'expose', name, value });
    },
  };
  const requireHere = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A sandboxed preload has no module ${name}.`);
  };
  new Function('require', 'module', 'exports', preload)(requireHere, { exports: {} }, {});
}
