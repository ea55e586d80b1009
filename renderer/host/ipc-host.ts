/** The line to the host on the desktop: the bridge that the preload has put into the page. */
import type { Transport } from '../../shared/contract/define-contract.ts';
import { connect } from '../../shared/contract/define-contract.ts';
import type { DesktopBridge } from '../../shared/contract/desktop-bridge.ts';
import { hostContract } from '../../shared/contract/host-contract.ts';
import type { Connected } from './connect-host.ts';

export async function connectOverBridge(bridge: DesktopBridge): Promise<Connected> {
  return { kind: 'connected', host: connect(hostContract, bridgeTransport(bridge)), windowId: await bridge.windowId() };
}

/** Host and window live and die together here: the line is never lost and found again. */
const bridgeTransport = (bridge: DesktopBridge): Transport => ({
  request: (name, input) => bridge.request(name, input).catch(() => undefined),
  listen: (name, listener) => bridge.listen(name, listener),
  onLost: () => () => undefined,
  onReconnect: () => () => undefined,
});
