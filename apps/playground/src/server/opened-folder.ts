import { mkdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { FileError, refuseOddFile, toFileError } from "@sdialog/core/fs";
import type { HubAccess } from "@sdialog/formats";

/** The one folder the playground reads and writes in. Whatever leads out of it, symbolic links included, is refused. */
export class OpenedFolder {
  /** Without symbolic links. */
  readonly root: string;
  /** How the hub is asked for the datasets that are opened by name. */
  readonly hub: HubAccess;

  private constructor(root: string, hub: HubAccess) {
    this.root = root;
    this.hub = hub;
  }

  /** Makes the folder when it is missing. @throws FileError when it cannot be used */
  static async open(folder: string, hub: HubAccess = {}): Promise<OpenedFolder> {
    try {
      await mkdir(folder, { recursive: true });
      return new OpenedFolder(await realpath(folder), hub);
    } catch (error) {
      throw toFileError(error, folder);
    }
  }

  get name(): string {
    return basename(this.root);
  }

  /** The real path of something that is there. @param path relative to the folder @throws FileError */
  async find(path: string): Promise<string> {
    const real = await realpath(this.#lexical(path)).catch((error: unknown) => {
      throw toFileError(error, path);
    });
    if (!this.#holds(real)) throw outside(path);
    const found = await stat(real).catch((error: unknown) => {
      throw toFileError(error, path);
    });
    // Whoever opens a named pipe waits for somebody to write to it.
    if (!found.isDirectory()) refuseOddFile(found, path);
    return real;
  }

  /** The real path of a file to be written, whose folder is made when missing. @throws FileError */
  async place(path: string): Promise<string> {
    const target = this.#lexical(path);
    await this.#existingAncestor(target, path);
    await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => {
      throw toFileError(error, path);
    });
    const real = await realpath(target).catch(async () =>
      join(await realpath(dirname(target)), basename(target)),
    );
    if (!this.#holds(real)) throw outside(path);
    return real;
  }

  /** How a path inside is called by the page: relative, with slashes. */
  nameOf(path: string): string {
    return relative(this.root, path).split(sep).join("/");
  }

  #lexical(path: string): string {
    const target = resolve(this.root, path);
    if (isAbsolute(path) || path.includes("\0") || !this.#holds(target)) throw outside(path);
    return target;
  }

  #holds(path: string): boolean {
    const way = relative(this.root, path);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  }

  /** No folder may be made on the other side of a link that leads out. */
  async #existingAncestor(target: string, path: string): Promise<void> {
    let ancestor = dirname(target);
    for (;;) {
      const real = await realpath(ancestor).catch(() => undefined);
      if (real !== undefined) {
        if (this.#holds(real)) return;
        throw outside(path);
      }
      ancestor = dirname(ancestor);
    }
  }
}

function outside(path: string): FileError {
  return new FileError(path, {
    code: "outside_folder",
    message: "this is not in the opened folder",
    hint: "Start the playground with another folder to work there.",
  });
}
