import papaparse from "papaparse";
import { DataFormatError } from "../errors/data-format-error.ts";
import { withoutBom } from "./without-bom.ts";

export interface TableRow {
  readonly cells: readonly string[];
  /** 1-based line on which the row begins. */
  readonly line: number;
}

/** The rows of a CSV or TSV text that are not blank. @throws DataFormatError for quotes that do not match */
export function parseTable(text: string, delimiter: string, source?: string): TableRow[] {
  const table = withoutBom(text);
  const rows: TableRow[] = [];
  let line = 1;
  let end = 0;
  papaparse.parse<string[]>(table, {
    delimiter,
    step: ({ data: cells, errors, meta }) => {
      if (errors.length > 0) {
        throw new DataFormatError("the double quotes of this row do not match", {
          source,
          line,
          hint: 'Write a quote inside a quoted cell twice: "She said ""hi""".',
        });
      }
      if (cells.length > 1 || cells[0] !== "") rows.push({ cells, line });
      line += table.slice(end, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      end = meta.cursor;
    },
  });
  return rows;
}
