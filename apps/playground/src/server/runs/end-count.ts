import { sourceDialogs } from "../library/source-dialogs.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/** Counts why the dialogues of runs ended; what was counted is read again only when there are more results. */
export class EndCount {
  readonly #folder: OpenedFolder;
  readonly #known = new Map<string, { readonly done: number; readonly ends: Record<string, number> }>();

  constructor(folder: OpenedFolder) {
    this.#folder = folder;
  }

  /** @param done how many results there are */
  async of(path: string, done: number): Promise<Readonly<Record<string, number>>> {
    const known = this.#known.get(path);
    if (known?.done === done) return known.ends;
    const ends: Record<string, number> = {};
    for await (const { stopReason } of sourceDialogs(this.#folder, path)) {
      const reason = stopReason ?? "not told";
      ends[reason] = (ends[reason] ?? 0) + 1;
    }
    this.#known.set(path, { done, ends });
    return ends;
  }
}
