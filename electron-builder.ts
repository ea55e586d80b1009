/** How Vasculum becomes an installer: `npm run pack` for a folder to try, `npm run dist` for what is given out. */
import type { Configuration } from 'electron-builder';

/** The packages of the thread that reads stamps: it has the system's view of files, not Electron's. */
const STAMP_READER = [
  ...['tesseract.js', 'tesseract.js-core', '@tesseract.js-data', 'bmp-js', 'is-url', 'regenerator-runtime'],
  ...['wasm-feature-detect', 'node-fetch', 'whatwg-url', 'tr46', 'webidl-conversions'],
];

const release: Configuration = {
  appId: 'org.example.vasculum',
  productName: 'Vasculum',
  copyright: 'Copyright © 2026 The Vasculum authors',
  directories: { buildResources: 'resources/icons', output: 'dist/installers' },
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',

  files: [
    'dist/station/**',
    '!dist/station/start.js',
    'dist/renderer/**',
    '!**/*.{map,h,d.cts,d.mts,spec.js}',
    '!node_modules/sharp/{src,install}/**',
    // Every system's installer is made on that system; of the ports' library it needs its own alone.
    `!node_modules/@serialport/bindings-cpp/{src,build,prebuilds/!(${process.platform}-*)}/**`,
    // Of the reader of RAW files: no words of other languages, names of places, pages to read or means to make it.
    '!node_modules/exiftool-vendored/{data,dist/update}/**',
    '!node_modules/exiftool-vendored.*/**/{Lang,arg_files,config_files,fmt_files}/**',
    '!node_modules/exiftool-vendored.*/**/{*.pod,Geolocation.dat,Changes,MANIFEST,Makefile.PL}',
    '!node_modules/luxon/{src,build/{amd,cjs-browser,es6,global}}/**',
    // Of the reader of stamps: its small data alone, and the cores that it asks for under Node.
    '!node_modules/tesseract.js/{dist,docs,examples,scripts}/**',
    '!node_modules/tesseract.js-core/*{.wasm.js,-lstm.js,-lstm.wasm}',
    '!node_modules/@tesseract.js-data/eng/4.0.0/**',
    // Node has what this one unpacks in browsers.
    '!node_modules/zlibjs/**',
  ],
  asar: true,
  asarUnpack: [
    'node_modules/{sharp,@img,exiftool-vendored*}/**',
    // The threads that read, their reader of barcodes, and what sharp asks for beside them.
    ...['package.json', 'dist/station/*-worker.js', 'dist/station/zxing_reader.wasm'],
    'node_modules/{detect-libc,semver}/**',
    'node_modules/@serialport/bindings-cpp/**',
    `node_modules/{${STAMP_READER.join(',')}}/**`,
  ],
  // The native libraries of sharp and serialport fit every Node and Electron: nothing is compiled on the way.
  npmRebuild: false,
  // Nothing is looked for on the network, so nothing old or unsigned can be offered as an update.
  publish: null,

  fileAssociations: [
    {
      ext: 'vasculum',
      name: 'Vasculum hand-over',
      description: 'Vasculum hand-over',
      mimeType: 'application/x-vasculum',
      role: 'Editor',
    },
  ],
  protocols: { name: 'Vasculum', schemes: ['vasculum'] },

  linux: { target: ['AppImage', 'deb'], category: 'Science', icon: 'resources/icons', syncDesktopName: true },
  win: { target: 'nsis' },
  // For everybody at the bench's computer: Windows knows a file's program only then. What waits to be sent outlives the program.
  nsis: { oneClick: false, perMachine: true, deleteAppDataOnUninstall: false },
  mac: { target: 'dmg', category: 'public.app-category.education' },

  // What the program may be made into by somebody who can set variables, add options or exchange its files.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
};

export default release;
