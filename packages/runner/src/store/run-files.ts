import { join } from "node:path";
import { AppendFile } from "./append-file.ts";
import { sizesOf } from "./find-losses.ts";
import { type Lengths, LengthsFile } from "./lengths-file.ts";
import { PartialCalls } from "./partial-calls.ts";
import { readPieces } from "./read-lines.ts";
import { keepBeside } from "./repair-tail.ts";
import { formatIndexEntry, type ResultSurvey } from "./result-index.ts";
import { type RowChecks, storeFiles } from "./row-checks.ts";

const appended = ["results", "index", "failures", "usage"] as const;

/** The files of a run that is being written. */
export class RunFiles {
  readonly results: AppendFile;
  readonly index: AppendFile;
  readonly failures: AppendFile;
  readonly usage: AppendFile;
  readonly partial: PartialCalls;
  readonly #folder: string;
  readonly #lengths: LengthsFile;
  /** Length of the file of substitutes, in bytes. */
  #substitutes: number;

  private constructor(
    folder: string,
    files: Readonly<Record<(typeof appended)[number], AppendFile>>,
    partial: PartialCalls,
    lengths: LengthsFile,
    substitutes: number,
  ) {
    this.#folder = folder;
    this.results = files.results;
    this.index = files.index;
    this.failures = files.failures;
    this.usage = files.usage;
    this.partial = partial;
    this.#lengths = lengths;
    this.#substitutes = substitutes;
  }

  /**
   * Opens them, makes those that are not there, and brings the index and the lengths up to date; all of them or none.
   *
   * @param results name of the file of results
   * @param survey what it holds
   */
  static async open(
    folder: string,
    results: string,
    survey: ResultSurvey,
    checks: RowChecks,
  ): Promise<RunFiles> {
    const opened: { close(): Promise<void> }[] = [];
    const noted = async <File extends { close(): Promise<void> }>(opening: Promise<File>): Promise<File> => {
      const file = await opening;
      opened.push(file);
      return file;
    };
    try {
      const places = appended.map(async (name) => {
        const path = join(folder, name === "results" ? results : storeFiles[name]);
        return [name, await noted(AppendFile.open(path))] as const;
      });
      // Those that are being opened while another fails are closed, too.
      await Promise.allSettled(places);
      const files = Object.fromEntries(await Promise.all(places)) as Record<
        (typeof appended)[number],
        AppendFile
      >;
      const { known, indexLength, entries } = survey;
      const missing = entries.slice(known).map(formatIndexEntry).join("");
      await cutIndex(join(folder, storeFiles.index), files.index, indexLength, missing);
      await files.index.append(missing);
      const { partial: begun = 0, substitutes = 0 } = await sizesOf(folder, results);
      const lengths = await noted(LengthsFile.open(folder, lengthsOf(files, begun, substitutes)));
      const partial = await PartialCalls.open(join(folder, storeFiles.partial), checks.partial);
      return new RunFiles(folder, files, partial, lengths, substitutes);
    } catch (error) {
      await Promise.allSettled(opened.map((file) => file.close()));
      throw error;
    }
  }

  /** Writes down how long they are. @param partial how long the file of unfinished calls is, or is about to be */
  async measure(partial = this.partial.size): Promise<void> {
    await this.#lengths.write(lengthsOf(this, partial, this.#substitutes));
  }

  /** Drops what belongs to finished tasks from the file of unfinished calls, when there is much of it. */
  async tidy(): Promise<void> {
    await this.partial.tidy((size) => this.measure(size));
  }

  /** Adds rows to the file of substitutes; resolves when they are safe. */
  async addSubstitutes(rows: readonly object[]): Promise<void> {
    const file = await AppendFile.open(join(this.#folder, storeFiles.substitutes));
    try {
      await file.append(rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
      await file.sync();
      this.#substitutes = file.size;
    } finally {
      await file.close();
    }
    await this.measure();
  }

  /** Makes what was written survive a power cut. */
  async sync(): Promise<void> {
    await Promise.all([this.results.sync(), this.failures.sync(), this.usage.sync()]);
    await this.#lengths.sync();
  }

  /** Closes each, those after one that refuses, too. @param assertOwn throws when nothing may be written any more */
  async close(assertOwn: () => Promise<void>): Promise<void> {
    const partial = await settled(this.partial.close(assertOwn, (size) => this.measure(size)));
    const others = [this.#lengths, this.results, this.index, this.failures, this.usage];
    await Promise.allSettled(others.map((file) => file.close()));
    if (partial.status === "rejected") throw partial.reason;
  }
}

/**
 * Cuts off what an index has after so many bytes. It is kept beside it, unless it is the beginning of what is about to be
 * written in its place.
 */
async function cutIndex(path: string, index: AppendFile, length: number, written: string): Promise<void> {
  const { size } = index;
  if (size <= length) return;
  if (!(await isBeginning(path, length, written))) await keepBeside(path, length, size);
  await index.truncate(length);
}

/** Whether all that a file has from a byte on is the beginning of a text. */
async function isBeginning(path: string, start: number, text: string): Promise<boolean> {
  const bytes = Buffer.from(text);
  let at = 0;
  for await (const piece of readPieces(path, start)) {
    if (!bytes.subarray(at, at + piece.length).equals(piece)) return false;
    at += piece.length;
  }
  return true;
}

async function settled(work: Promise<void>): Promise<PromiseSettledResult<void>> {
  const [result] = await Promise.allSettled([work]);
  return result;
}

function lengthsOf(
  { results, index, failures, usage }: Readonly<Record<(typeof appended)[number], AppendFile>>,
  partial: number,
  substitutes: number,
): Lengths {
  const [held, listed, failed, used] = [results.size, index.size, failures.size, usage.size];
  return { results: held, index: listed, failures: failed, usage: used, partial, substitutes };
}
