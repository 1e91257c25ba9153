import { type FileHandle, open } from "node:fs/promises";

/** A file that only ever grows. */
export class AppendFile {
  readonly #handle: FileHandle;
  #size: number;
  #unsynced = false;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  static async open(path: string): Promise<AppendFile> {
    const handle = await open(path, "a");
    try {
      return new AppendFile(handle, (await handle.stat()).size);
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
