/** `safeStorage` over a keychain that the story chooses: STAND_IN_KEYCHAIN is its backend, `none` where there is none. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const KEY = Buffer.alloc(32, 'a keychain that is none');
const backend = (): string => process.env['STAND_IN_KEYCHAIN'] ?? 'gnome_libsecret';

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => backend() !== 'none',
  getSelectedStorageBackend: () => backend(),
  async encryptStringAsync(text: string): Promise<Buffer> {
    const start = randomBytes(16);
    const cipher = createCipheriv('aes-256-ctr', KEY, start);
    return Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final()]);
  },
  async decryptStringAsync(bytes: Buffer) {
    const decipher = createDecipheriv('aes-256-ctr', KEY, bytes.subarray(0, 16));
    return { result: decipher.update(bytes.subarray(16)).toString('utf8'), shouldReEncrypt: false };
  },
};
