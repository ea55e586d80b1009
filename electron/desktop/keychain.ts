/** The computer's keychain as the host's vault. */
import { safeStorage } from 'electron';
import type { Vault } from '../host/host.ts';

/**
 * Undefined where nothing here keeps a secret: no keychain answers, or Linux offers only `basic_text`, whose key stands in
 * Chromium's source. Passwords then live as long as the program, and settings says so.
 */
export async function openKeychain(): Promise<Vault | undefined> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return undefined;
  return {
    seal: text => safeStorage.encryptStringAsync(text),
    unseal: async bytes => (await safeStorage.decryptStringAsync(bytes)).result,
  };
}
