/** The open lines to the windows, over which facts are announced. */
import type { ServerResponse } from 'node:http';

/** A comment now and then, so that a dead line is noticed. */
const SIGN_OF_LIFE_MS = 15_000;

export class EventLines {
  private readonly lines = new Map<ServerResponse, string>();
  private readonly pulse = setInterval(() => this.writeAll(': alive\n\n'), SIGN_OF_LIFE_MS).unref();

  constructor(private readonly onGone: (windowId: string) => void) {}

  open(windowId: string, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    response.write(': open\n\n');
    this.lines.set(response, windowId);
    response.on('close', () => {
      this.lines.delete(response);
      if (![...this.lines.values()].includes(windowId)) this.onGone(windowId);
    });
  }

  announce(name: string, payload: unknown): void {
    this.writeAll(`data: ${JSON.stringify({ name, payload })}\n\n`);
  }

  close(): void {
    clearInterval(this.pulse);
    for (const response of this.lines.keys()) response.end();
  }

  private writeAll(text: string): void {
    for (const response of this.lines.keys()) response.write(text);
  }
}
