/** `dialog`: what the program said, and answers that a story has laid ready; else the first button. */
export interface Said {
  readonly message: string;
  readonly detail: string;
}

export const said: Said[] = [];
export const nextAnswers: number[] = [];
export const nextFolders: string[] = [];

export const dialog = {
  async showMessageBox(...values: readonly unknown[]) {
    const { message, detail } = values.at(-1) as Said;
    said.push({ message, detail });
    return { response: nextAnswers.shift() ?? 0, checkboxChecked: false };
  },
  async showOpenDialog() {
    const folder = nextFolders.shift();
    return { canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] };
  },
  showErrorBox(message: string, detail: string) {
    said.push({ message, detail });
    console.error(`${message}: ${detail}`);
  },
};
