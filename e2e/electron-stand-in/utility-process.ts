/** `utilityProcess`: a child that ends with the program, as Electron's do. */
import { spawn, type ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

export const utilityProcess = {
  fork(file: string, args: readonly string[] = []): ChildProcess {
    const child = spawn(process.execPath, [file, ...args], { stdio: 'ignore', execArgv: [] } as never);
    children.add(child);
    return child;
  },
};

process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM');
});
