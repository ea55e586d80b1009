/** Stands between host and portal: can refuse every connection as without a network, and let something happen just before a write. */
import { once } from 'node:events';
import net from 'node:net';

export class RefusingProxy {
  private isRefusing = false;
  private beforeWrite: (() => Promise<void>) | undefined;
  private readonly sockets = new Set<net.Socket>();

  private constructor(
    private server: net.Server,
    readonly targetPort: number,
    readonly port: number,
  ) {}

  static async open(targetPort: number): Promise<RefusingProxy> {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new RefusingProxy(server, targetPort, (server.address() as net.AddressInfo).port);
    server.on('connection', socket => proxy.pass(socket));
    return proxy;
  }

  /** Once, when the next write to the editor is on its way: what a colleague does in that moment. */
  justBeforeTheNextWrite(act: () => Promise<void>): void {
    this.beforeWrite = act;
  }

  /** Closes the port: whoever knocks is refused at once, as by a computer without a network. */
  async cut(): Promise<void> {
    this.isRefusing = true;
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  async restore(): Promise<void> {
    this.isRefusing = false;
    this.server = net.createServer(socket => this.pass(socket)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async close(): Promise<void> {
    if (!this.isRefusing) await this.cut();
  }

  private pass(socket: net.Socket): void {
    const onward = net.connect(this.targetPort, '127.0.0.1');
    for (const one of [socket, onward]) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        socket.destroy();
        onward.destroy();
      });
    }
    onward.pipe(socket);
    socket.once('data', (head: Buffer) => {
      socket.pause();
      void this.holdBack(head).then(() => {
        onward.write(head);
        socket.pipe(onward);
      });
    });
  }

  private async holdBack(head: Buffer): Promise<void> {
    if (!/^POST \S*occurrenceeditor\.php/.test(head.toString('latin1'))) return;
    const act = this.beforeWrite;
    this.beforeWrite = undefined;
    await act?.();
  }
}
