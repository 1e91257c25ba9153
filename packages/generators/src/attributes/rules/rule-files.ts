import { DataFormatError } from "@sdialog/core";
import { columnPosition, parseTable, tableDelimiter } from "@sdialog/core/internal";
import type { FileColumn } from "./parsed-rule.ts";

/** Where rules read the files they name. */
export interface RuleFiles {
  /** The text of a file. @throws SDialogError when it may not or cannot be read */
  read(path: string): Promise<string>;
}

/** The files of one run: each is read and parsed once, however many values are drawn from it. */
export class LoadedFiles {
  readonly #files: RuleFiles;
  readonly #texts = new Map<string, Promise<string>>();

  constructor(files: RuleFiles) {
    this.#files = files;
  }

  /** The lines that hold something, trimmed. @throws DataFormatError when there is none */
  async lines(path: string): Promise<readonly string[]> {
    const text = await this.#text(path);
    const lines = text
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (lines.length === 0) throw new DataFormatError("this file has no line to draw from", { source: path });
    return lines;
  }

  /**
   * The rows in which all of `columns` hold something, each with its cells in the order of `columns`.
   * The first row is the header, unless all columns are named by their positions: then it is a row like any other.
   *
   * @param columns columns of the same file
   * @throws DataFormatError when a column does not exist or no row is left
   */
  async rows(columns: readonly FileColumn[]): Promise<readonly (readonly string[])[]> {
    const [{ path, delimiter } = { path: "", delimiter: "," as const }] = columns;
    const text = await this.#text(path);
    // What is called CSV has semicolons where Excel wrote it.
    const table = parseTable(text, delimiter === "\t" ? "\t" : tableDelimiter(text), path);
    const all = table.map(({ cells }) => cells).filter((cells) => cells.some((cell) => cell.trim() !== ""));
    const [header = [], ...below] = all;
    const counted = columns.every(({ name }) => isPosition(name, header));
    const rows = counted ? all : below;
    const positions = columns.map(({ name }) => position(header, name, path));
    const cells = rows
      .map((row) => positions.map((at) => row[at]?.trim() ?? ""))
      .filter((row) => row.every((cell) => cell !== ""));
    if (cells.length > 0) return cells;
    const names = columns.map(({ name }) => `"${name}"`).join(" and ");
    throw new DataFormatError(`no row has a value for ${names}`, { source: path });
  }

  #text(path: string): Promise<string> {
    let pending = this.#texts.get(path);
    if (pending === undefined) {
      pending = this.#files.read(path).then((text) => text.replace(/^\uFEFF/, ""));
      this.#texts.set(path, pending);
    }
    return pending;
  }
}

/** A number is a position, whatever the cells of the first row say, unless there are not so many columns. */
function isPosition(name: string, header: readonly string[]): boolean {
  return /^\d+$/.test(name) && Number(name) < header.length;
}

function position(header: readonly string[], name: string, path: string): number {
  if (isPosition(name, header)) return Number(name);
  const named = columnPosition(header, name);
  if (named !== undefined) return named;
  throw new DataFormatError(`has no column "${name}"`, {
    source: path,
    hint: `Its columns are: ${header.join(", ")}; or, by position, 0 to ${header.length - 1}.`,
  });
}
