import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { storeFiles } from "./row-checks.ts";
import { readSmallText, type SmallFileContent } from "./small-file.ts";
import { writeFileDurably } from "./write-file-durably.ts";

/** The files whose lengths are kept. */
export const measured = ["results", "index", "failures", "usage", "partial", "substitutes"] as const;

/** How long the files of a run are at least, in bytes. */
export type Lengths = Readonly<Record<(typeof measured)[number], number>>;

/** Each of the two lines. */
const lineLength = 224;

/**
 * How long the other files of a run are, so that what one of them loses is found. It is written after them, and before a
 * writer makes one of them shorter: they are never shorter than it says, whenever that writer is killed. Only while damage is
 * mended they become shorter first: whoever is killed then leaves what was set aside to be named once more, as lost.
 *
 * Its two lines take turns, each in its place: of a writer that is killed within one, the other is left.
 */
export class LengthsFile {
  readonly #handle: FileHandle;
  #number = 1;
  #written: Lengths;
  #writing: Promise<void> = Promise.resolve();

  private constructor(handle: FileHandle, written: Lengths) {
    this.#handle = handle;
    this.#written = written;
  }

  /** Makes it anew, whatever was there. */
  static async open(folder: string, lengths: Lengths): Promise<LengthsFile> {
    await writeLengths(folder, lengths);
    return new LengthsFile(await open(join(folder, storeFiles.lengths), "r+"), lengths);
  }

  /** Resolves when it says so. */
  write(lengths: Lengths): Promise<void> {
    const writing = this.#writing.then(() => this.#put(lengths));
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  async #put(lengths: Lengths): Promise<void> {
    if (measured.every((name) => lengths[name] === this.#written[name])) return;
    const number = this.#number + 1;
    const line = Buffer.from(lineOf(number, lengths));
    await this.#handle.write(line, 0, line.length, (number % 2) * lineLength);
    // A line that could not be written has its turn again: the other one is all that is left.
    [this.#number, this.#written] = [number, lengths];
  }

  /** Makes what was written survive a power cut. */
  async sync(): Promise<void> {
    await this.#handle.datasync();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** Says how long the files of a run are that nobody has open. */
export async function writeLengths(folder: string, lengths: Lengths): Promise<void> {
  await writeFileDurably(join(folder, storeFiles.lengths), lineOf(0, lengths) + lineOf(1, lengths));
}

/** What is said of the lengths, or why nothing is; nothing where there is no file. */
export async function readLengths(folder: string): Promise<SmallFileContent<Lengths>> {
  const found = await readSmallText(join(folder, storeFiles.lengths), 2 * lineLength);
  if (found === undefined || "problem" in found) return found;
  const lines = found.value.length === 2 * lineLength ? found.value.split("\n") : [];
  const said = lines.flatMap((line) => parsed(line) ?? []);
  const last = said.toSorted((a, b) => a.number - b.number).at(-1);
  return last === undefined ? { problem: "does not say how long other files are" } : { value: last.lengths };
}

function lineOf(number: number, lengths: Lengths): string {
  const said = measured.map((name) => `${name} ${lengths[name]}`);
  // The number stands at both ends: a line that was not written to its end has two.
  return `${`#${number} ${said.join(" ")} #${number}`.padEnd(lineLength - 1)}\n`;
}

function parsed(line: string): { readonly number: number; readonly lengths: Lengths } | undefined {
  const words = line.trimEnd().split(" ");
  const number = Number(words[0]?.slice(1));
  const lengths = Object.fromEntries(
    measured.map((name, at) => [name, Number(words[2 + 2 * at])]),
  ) as Lengths;
  const isWhole = [number, ...Object.values(lengths)].every((one) => Number.isSafeInteger(one) && one >= 0);
  return isWhole && lineOf(number, lengths).trimEnd() === line.trimEnd() ? { number, lengths } : undefined;
}
