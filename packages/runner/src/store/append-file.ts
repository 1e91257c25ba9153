import { type FileHandle, open, stat } from "node:fs/promises";

/** A file that only ever grows. */
export class AppendFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #size: number;
  #unsynced = false;

  private constructor(path: string, handle: FileHandle, size: number) {
    this.#path = path;
    this.#handle = handle;
    this.#size = size;
  }

  static async open(path: string): Promise<AppendFile> {
    const handle = await open(path, "a");
    try {
      return new AppendFile(path, handle, (await handle.stat()).size);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  async append(text: string): Promise<void> {
    if (text === "") return;
    const bytes = Buffer.from(text);
    await this.#handle.appendFile(bytes);
    this.#size += bytes.length;
    this.#unsynced = true;
  }

  async truncate(length: number): Promise<void> {
    await this.#handle.truncate(length);
    this.#size = length;
  }

  /** Whether this is still the file that its path names: what is written to one that was taken away is written to nothing. */
  async isInPlace(): Promise<boolean> {
    const [own, named] = await Promise.all([this.#handle.stat(), stat(this.#path).catch(() => undefined)]);
    return own.ino === named?.ino && own.dev === named.dev;
  }

  /** Makes what was written survive a power cut. */
  async sync(): Promise<void> {
    if (!this.#unsynced) return;
    this.#unsynced = false;
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}
