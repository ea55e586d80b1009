/** `session.defaultSession`: the program's own answers to what a page asks for. */
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (isAllowed: boolean) => void,
  details: object,
) => void;
type BeforeRequest = (details: { url: string }, answer: (verdict: { cancel?: boolean }) => void) => void;

class SessionStandIn {
  private request: PermissionRequest = (_, __, answer) => answer(true);
  private beforeRequest: BeforeRequest = (_, answer) => answer({});

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.request = handler;
  }
  setPermissionCheckHandler(): void {
    return;
  }
  setDevicePermissionHandler(): void {
    return;
  }
  readonly webRequest = { onBeforeRequest: (handler: BeforeRequest) => void (this.beforeRequest = handler) };

  /** Whether the program lets this page have this. */
  asks(permission: string, details: Readonly<Record<string, unknown>>): Promise<boolean> {
    return new Promise(resolve => this.request(null, permission, resolve, details));
  }

  mayLoad(url: string): Promise<boolean> {
    return new Promise(resolve => this.beforeRequest({ url }, ({ cancel }) => resolve(cancel !== true)));
  }
}

export const session = { defaultSession: new SessionStandIn() };
