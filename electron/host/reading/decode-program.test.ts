import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtProgram, drawnLabel } from './reading-bench.ts';

function run(program: string, files: readonly string[]): Promise<{ code: number; lines: readonly unknown[] }> {
  return new Promise(answer => {
    execFile(process.execPath, [program, ...files], (error, stdout) =>
      answer({
        code: Number(error?.code ?? 0),
        lines: stdout
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line) as unknown),
      }),
    );
  });
}

it('prints a line a file, says which it could not read, and reads the rest', { timeout: 60_000 }, async () => {
  const built = await builtProgram('decode-program');
  try {
    const [broken, label] = ['broken.jpg', 'label.png'].map(name => path.join(built.folder, name)) as [string, string];
    await writeFile(broken, 'no picture');
    await writeFile(label, await drawnLabel());
    const { code, lines } = await run(built.file, [broken, label]);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { file: broken, failure: { kind: 'unreadableImage', name: 'broken.jpg' } },
      {
        file: label,
        verdict: 'certain',
        symbols: [{ text: 'VASC0000001', format: 'Code128', box: { x: expect.any(Number) } }],
      },
    ]);
    expect(await run(built.file, [label])).toMatchObject({ code: 0, lines: [{ milliseconds: expect.any(Number) }] });
  } finally {
    await built.discard();
  }
});
