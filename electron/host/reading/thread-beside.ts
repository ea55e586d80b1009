/** Programs of this folder that run as threads; built, they lie beside the host's own. */
import { Worker } from 'node:worker_threads';

/** Subtle: a thread sees the system's files, so in a packed program it is started from the copy beside the archive. */
export function threadBeside(name: 'reading-worker' | 'stamp-worker'): Worker {
  const here = import.meta.url.replace('/app.asar/', '/app.asar.unpacked/');
  return new Worker(new URL(`./${name}.js`, here));
}
