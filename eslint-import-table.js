import path from 'node:path';

/**
 * Who may import whom, longest folder first. `own` folders may be imported besides the folder itself;
 * `packages` are npm names, or true for any; `node` allows Node's own modules.
 */
const TABLE = [
  { room: 'shared/specimen', own: ['shared/base'], packages: [] },
  { room: 'shared/barcode', own: ['shared/base'], packages: [] },
  { room: 'shared/base', own: [], packages: [] },
  { room: 'shared/failure', own: ['shared/base', 'shared/specimen'], packages: ['zod'] },
  { room: 'shared/contract', own: ['shared'], packages: ['zod'] },
  {
    room: 'shared',
    own: [
      'shared/base',
      'shared/specimen',
      'shared/barcode',
      'shared/failure',
      'shared/search',
      'shared/portal',
      'shared/outbox',
      'shared/workflow',
    ],
    packages: ['zod'],
  },
  { room: 'electron/practice-portal', own: ['resources'], packages: ['zod', 'sharp', 'bwip-js'], node: true },
  { room: 'electron/host', own: ['shared'], packages: true, not: ['electron', 'react', 'dexie'], node: true },
  {
    room: 'electron/shell',
    own: ['electron/host/host.ts', 'shared'],
    packages: ['zod'],
    node: true,
  },
  {
    room: 'electron/web',
    own: ['electron/shell', 'electron/host/host.ts', 'shared'],
    packages: true,
    not: ['electron', 'react', 'dexie'],
    node: true,
  },
  {
    room: 'electron/desktop',
    own: ['electron/shell', 'electron/host/host.ts', 'shared', 'resources/strings', 'resources/keys.json'],
    packages: true,
    not: ['react', 'dexie'],
    node: true,
  },
  {
    room: 'renderer',
    own: ['shared', 'resources/strings', 'resources/keys.json'],
    packages: true,
    not: ['electron', 'sharp'],
  },
  { room: 'e2e', own: ['electron-builder.ts'], packages: true, node: true },
];

const BENCHES = ['imaging', 'linking', 'review', 'records', 'batch'];
const BENCH_NEIGHBOURS = ['occurrence', 'viewer', 'barcode', 'outbox', 'database', 'controls', 'session', 'strings'];
const ONLY_IN = { dexie: 'renderer/database', openseadragon: 'renderer/viewer', electron: 'electron/desktop' };

const within = (file, folder) => file === folder || file.startsWith(`${folder}/`);
const packageOf = source => source.split('/', source.startsWith('@') ? 2 : 1).join('/');

function whyNot(file, source) {
  const row = TABLE.find(({ room }) => within(file, room));
  if (!row) return undefined;
  if (source.startsWith('node:')) return row.node ? undefined : `${row.room} may not use Node`;
  if (!source.startsWith('.')) return whyNotPackage(file, row, packageOf(source));
  const target = path.posix.join(path.posix.dirname(file), source);
  return whyNotFile(file, row, target);
}

function whyNotPackage(file, row, name) {
  if (/\.test\.tsx?$/.test(file)) return undefined;
  const home = ONLY_IN[name];
  if (home && !within(file, home)) return `${name} appears only under ${home}`;
  if (row.packages === true ? row.not?.includes(name) : !row.packages.includes(name))
    return `${row.room} may not import the package ${name}`;
  return undefined;
}

function whyNotFile(file, row, target) {
  const bench = BENCHES.find(name => within(file, `renderer/${name}`));
  if (
    bench &&
    within(target, 'renderer') &&
    ![bench, ...BENCH_NEIGHBOURS].some(name => within(target, `renderer/${name}`))
  )
    return `renderer/${bench} may import only its neighbours: ${BENCH_NEIGHBOURS.join(', ')}`;
  if (within(target, row.room) || row.own.some(folder => within(target, folder))) return undefined;
  return `${row.room} may import only: ${[row.room, ...row.own].join(', ')}`;
}

/** Enforces the import table of the design: a path states the runtime and the concern. */
export const importTable = {
  rules: {
    rooms: {
      meta: { type: 'problem', schema: [] },
      create(context) {
        const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
        const check = node => {
          const why = node.source && whyNot(file, node.source.value);
          if (why) context.report({ node, message: `Import table: ${why}.` });
        };
        return {
          ImportDeclaration: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          ImportExpression: check,
        };
      },
    },
  },
};
