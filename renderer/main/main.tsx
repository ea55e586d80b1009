/** The page: finds its host, opens the station, and says plainly where it cannot. */
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import '../app/tokens.css';
import '../app/parts.css';
import '../app/forms.css';
import '../app/drawers.css';
import '../app/clash.css';
import '../app/shell.css';
import '../app/bench.css';
import '../app/stage.css';
import '../app/pictures.css';
import '../app/side.css';
import '../app/rooms.css';
import '../app/camera.css';
import '../app/linking.css';
import '../app/day.css';
import '../app/narrow.css';
import '../viewer/viewer.css';
import { App } from '../app/App.tsx';
import { ErrorBoundary } from '../app/ErrorBoundary.tsx';
import { Notice } from '../app/Notice.tsx';
import { openStation } from '../app/open-station.ts';
import { isPicturesWindow, PicturesWindow } from '../app/PicturesWindow.tsx';
import { followSystem } from '../app/theme.ts';
import { readySounds } from '../controls/sounds.ts';
import { NewerDatabase } from '../database/station-database.ts';
import { connectToHost } from '../host/connect-host.ts';
import { say } from '../strings/say.ts';

async function firstScreen(): Promise<ReactNode> {
  const isForPictures = isPicturesWindow();
  const connected = await connectToHost();
  if (connected.kind === 'noLink') return <Notice title={say('app.noLinkTitle')}>{say('app.noLink')}</Notice>;
  if (isForPictures) return <PicturesWindow host={connected.host} />;
  try {
    return <App open={await openStation(connected.host, connected.windowId)} />;
  } catch (error) {
    console.error(error);
    if (error instanceof NewerDatabase) return <Notice title={say('app.newerTitle')}>{say('app.newer')}</Notice>;
    return <Notice title={say('app.storageTitle')}>{say('app.storage')}</Notice>;
  }
}

followSystem();
readySounds(window);
const root = createRoot(document.getElementById('root') as HTMLElement);
root.render(<Notice title={say('app.loading')} />);
root.render(
  <StrictMode>
    <ErrorBoundary>{await firstScreen()}</ErrorBoundary>
  </StrictMode>,
);
