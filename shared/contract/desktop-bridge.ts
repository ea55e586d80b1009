/** What the desktop's preload gives to the page: the contract's transport and nothing else. */

/** The bridge's name in the page. */
export const BRIDGE = 'vasculumHost';

/** The three lines between preload and main. */
export const LINES = { call: 'host:call', windowId: 'host:window-id', fact: 'host:fact' } as const;

export interface DesktopBridge {
  /** Which window this is, as the shell names it. */
  windowId(): Promise<string>;
  /** Rejects for a name that the contract does not know as a call. */
  request(name: string, input: unknown): Promise<unknown>;
  /** Answers how to stop; throws for a name that the contract does not know as an event. */
  listen(name: string, listener: (payload: unknown) => void): () => void;
}
