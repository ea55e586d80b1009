/** What `import.meta.url` is in the bundled CommonJS of the desktop; build.mjs puts it there. */
import { pathToFileURL } from 'node:url';

export const moduleUrl: string = /* @__PURE__ */ pathToFileURL(__filename).href;
