import papaparse from "papaparse";
import { DataFormatError } from "../errors/data-format-error.ts";
import { withoutMarks } from "./invisible-marks.ts";
import { withoutBom } from "./without-bom.ts";

export interface TableRow {
  readonly cells: readonly string[];
  /** 1-based line on which the row begins. */
  readonly line: number;
}

/** What may stand between two cells, likeliest first. */
const delimiters = [",", "\t", ";", "|"];

/** The rows of a CSV or TSV text that are not blank. @throws DataFormatError for quotes that do not match */
export function parseTable(text: string, delimiter: string, source?: string): TableRow[] {
  const rows = new TableRows(delimiter, source);
  return [...rows.add(text), ...rows.end()];
}

/** The rows of a table as its text arrives. @throws as {@link parseTable}, while iterating */
export async function* tableRows(
  chunks: AsyncIterable<string> | Iterable<string>,
  delimiter: string | undefined,
  source?: string,
): AsyncGenerator<TableRow> {
  let rows: TableRows | undefined;
  for await (const chunk of chunks) {
    if (chunk === "") continue;
    rows ??= new TableRows(delimiter ?? tableDelimiter(chunk), source);
    yield* rows.add(chunk);
  }
  if (rows !== undefined) yield* rows.end();
}

/**
 * What stands between the cells of a table: what splits its first rows into the most cells, as many in each. Excel
 * writes semicolons where commas are decimal, and may name the sign in a first line `sep=;`.
 */
export function tableDelimiter(text: string): string {
  const beginning = withoutBom(text).slice(0, 1 << 16);
  const named = /^sep=(.)\r?\n/i.exec(beginning)?.[1];
  if (named !== undefined) return named;
  let [best, most] = [",", 1];
  for (const delimiter of delimiters) {
    const rows = papaparse.parse<string[]>(beginning, { delimiter, preview: 5, skipEmptyLines: true }).data;
    const [width = 0] = rows.map((row) => row.length);
    if (width > most && rows.slice(0, -1).every((row) => row.length === width))
      [best, most] = [delimiter, width];
  }
  return best;
}

class TableRows {
  readonly #delimiter: string;
  readonly #source: string | undefined;
  #waiting = "";
  #line = 1;
  #started = false;
  #newline: "\r\n" | "\n" | "\r" | undefined;

  constructor(delimiter: string, source: string | undefined) {
    this.#delimiter = delimiter;
    this.#source = source;
  }

  /** The rows that are whole now. */
  *add(chunk: string): Generator<TableRow> {
    this.#waiting += chunk;
    // Long enough that the row at its end, which is parsed again, does not matter.
    if (this.#waiting.length >= 1 << 18) yield* this.#parse(true);
  }

  *end(): Generator<TableRow> {
    yield* this.#parse(false);
  }

  *#parse(more: boolean): Generator<TableRow> {
    if (!this.#started) {
      this.#started = true;
      const text = withoutBom(this.#waiting);
      this.#waiting = text.replace(/^sep=.\r?\n/i, "");
      if (this.#waiting !== text) this.#line++;
    }
    const table = this.#waiting;
    this.#newline ??= lineBreakOf(table);
    let end = 0;
    const rows: TableRow[] = [];
    const step = ({ data: [cells = []], errors, meta }: papaparse.ParseStepResult<string[][]>): void => {
      if (errors.length > 0) {
        throw new DataFormatError("the double quotes of this row do not match", {
          source: this.#source,
          line: this.#line,
          hint: 'Write a quote inside a quoted cell twice: "She said ""hi""".',
        });
      }
      if (cells.length > 1 || withoutMarks(cells[0] ?? "") !== "") rows.push({ cells, line: this.#line });
      this.#line += table.slice(end, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      end = meta.cursor;
    };
    const parser = new papaparse.Parser({
      delimiter: this.#delimiter,
      newline: this.#newline,
      step,
    } as object);
    parser.parse(table, 0, more);
    this.#waiting = more ? table.slice(end) : "";
    yield* rows;
  }
}

/** How the rows of a table end, quoted cells left aside. */
function lineBreakOf(table: string): "\r\n" | "\n" | "\r" {
  const bare = table.slice(0, 1 << 20).replaceAll(/"[^"]*"/g, "");
  const found = /\r\n|\n|\r/.exec(bare)?.[0] ?? "\n";
  return found as "\n";
}
