/** What the page may do, the same in both shells: nothing but its own files, its own pictures, its own host and the camera. */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'permissions-policy':
    'camera=(self), microphone=(), display-capture=(), geolocation=(), serial=(), usb=(), hid=(), bluetooth=(), midi=()',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/**
 * The worker that reads barcodes compiles WebAssembly, which a policy must allow by this word; text is turned into code nowhere.
 * A worker obeys the policy of its own file, so the page itself is allowed nothing more.
 */
const WASM_WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const WASM_WORKER = /^\/assets\/decode-worker-[\w-]+\.js$/;

/** The headers of a file of the built page by its address. */
export const headersOf = (pathname: string): Readonly<Record<string, string>> =>
  WASM_WORKER.test(pathname)
    ? { ...SECURITY_HEADERS, 'content-security-policy': WASM_WORKER_POLICY }
    : SECURITY_HEADERS;
