/** `app://station/x` is `http://station.app.localhost/x` to Chromium: a secure context that no server answers for. */
export const toChromium = (url: string): string => url.replace(/^app:\/\/([^/]+)/, 'http://$1.app.localhost');
export const toProgram = (url: string): string =>
  url.replace(/^(blob:)?http:\/\/([^/.]+)\.app\.localhost/, '$1app://$2');
