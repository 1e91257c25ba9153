import { contentHash } from "@sdialog/core";

/** What the recording of a dialogue is called, without an extension, where no other has a name that is too much like it. */
export function recordingName(id: string | number): string {
  return new FileNames().nameOf(id);
}

/** File systems take names of 255 bytes; what is put behind this one must find room, too. */
const mostBytes = 100;

/** As many whole characters of a text as fit. */
function beginning(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(mostBytes));
  return text.slice(0, read);
}

/** Gives dialogues' ids names that every file system takes, each once. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** The id itself where it can be a name; otherwise without what cannot, and with a mark that tells it from others. */
  nameOf(id: string | number): string {
    const text = String(id);
    const clean = beginning(text.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^[.-]+/, "_"));
    const name =
      clean === text && clean !== "" ? clean : `${clean || "dialog"}-${contentHash(text).slice(0, 8)}`;
    // The same in capitals is the same file on some systems.
    for (let copy = 1; ; copy++) {
      const free = copy === 1 ? name : `${name}-${copy}`;
      if (this.#taken.has(free.toLowerCase())) continue;
      this.#taken.add(free.toLowerCase());
      return free;
    }
  }
}
