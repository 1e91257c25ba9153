import { DataFormatError, type ReaderInput, register, SDialogError } from "@sdialog/core";
import type { JsonPart } from "@sdialog/core/internal";
import type * as Hyparquet from "hyparquet";
import type * as Column from "hyparquet/src/column.js";
import { checkPages } from "./check-pages.ts";
import { fitOf, recordDialogs, type RecordFormat, recordFormats } from "./record-format.ts";
import { openedRoots, valueParts } from "./record-parts.ts";

const rowsAtOnce = 1000;

register("reader", {
  name: "parquet",
  description: "rows of a Parquet file, in whichever format of records they are",
  from: "@sdialog/formats",
  extensions: [".parquet"],
  detect: ({ text }) => ({ fit: text.startsWith("PAR1") ? 1 : 0, reason: "Parquet's first bytes" }),
  create: (_, options) =>
    async function* read(input) {
      const rows = parquetRows(input);
      const first = await rows.next();
      if (first.done === true) return;
      const format = formatOfRows([first.value.value], input.source);
      options.onNote?.(`rows read as ${format.name}`, input.source);
      const roots = openedRoots(format);
      async function* parts(): AsyncGenerator<JsonPart> {
        const { value, line } = first.value as { value: unknown; line: number };
        yield* valueParts(value, roots, line);
        for await (const row of rows) yield* valueParts(row.value, roots, row.line);
      }
      yield* recordDialogs(format, parts(), input, options);
    },
});

/** The format of records that some rows fit best. @throws DataFormatError with what came nearest */
export function formatOfRows(rows: readonly unknown[], source: string): RecordFormat {
  const [best] = recordFormats
    .filter(({ whole }) => whole === undefined)
    .map((format) => ({ format, ...fitOf(format, rows) }))
    .toSorted((a, b) => b.fit - a.fit);
  if (best !== undefined && best.fit >= 0.5) return best.format;
  throw new DataFormatError("its rows are of no known format", {
    source,
    hint: `The first row has ${Object.keys((rows[0] ?? {}) as object).join(", ")}.${best === undefined || best.fit === 0 ? "" : ` The nearest format is ${best.format.name}: ${best.reason}.`}`,
  });
}

/** The rows of a Parquet file as plain JSON. @throws DataFormatError for what is not whole, while iterating */
export async function* parquetRows({
  source,
  bytes,
}: ReaderInput): AsyncGenerator<{ value: unknown; line: number }> {
  if (bytes === undefined) throw new DataFormatError("Parquet cannot be read as text", { source });
  const { parquetMetadataAsync, parquetReadObjects, ...pages } = await hyparquet();
  const file = await bytes();
  try {
    const compressors = await optionalCompressors();
    const metadata = await parquetMetadataAsync(file);
    const count = Number(metadata.num_rows);
    // What a damaged file says of itself would be read for years.
    const held = metadata.row_groups.reduce((sum, { num_rows: rows }) => sum + Number(rows), 0);
    if (count !== held) throw new Error(`it claims to have ${count} rows, and has ${held}`);
    const groups = metadata.row_groups.values();
    let checked = 0;
    for (let rowStart = 0; rowStart < count; rowStart += rowsAtOnce) {
      const rowEnd = Math.min(count, rowStart + rowsAtOnce);
      while (checked < rowEnd) {
        const { value: group } = groups.next();
        if (group === undefined) break;
        await checkPages(file, group, pages);
        checked += Number(group.num_rows);
      }
      const rows = await parquetReadObjects({ file, metadata, rowStart, rowEnd, ...compressors });
      if (rows.length === 0) throw new Error(`it has no row ${rowStart + 1}`);
      for (const [index, row] of rows.entries()) yield { value: plain(row), line: rowStart + index + 1 };
    }
  } catch (cause) {
    if (SDialogError.isInstance(cause)) throw cause;
    throw new DataFormatError(
      `this is not a whole Parquet file: ${cause instanceof Error ? cause.message : String(cause)}`,
      { source, cause },
    );
  }
}

/** Values that JSON can hold: whole numbers as numbers, and lists of columns as lists. */
function plain(value: unknown): unknown {
  // A whole number too large to be held exactly is the text of its digits, as it is in JSON.
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== null && inner !== undefined));
}

async function hyparquet(): Promise<typeof Hyparquet & Pick<typeof Column, "parquetHeader">> {
  try {
    const { parquetHeader } = await import("hyparquet/src/column.js");
    return { ...(await import("hyparquet")), parquetHeader };
  } catch (cause) {
    throw new SDialogError("Parquet files are read by the package hyparquet, which is not installed", {
      code: "missing_dependency",
      hint: "npm install hyparquet",
      cause,
    });
  }
}

/** Snappy is read without them; the rarer compressions by a package of their own. */
async function optionalCompressors(): Promise<object> {
  try {
    return { compressors: (await import("hyparquet-compressors")).compressors };
  } catch {
    return {};
  }
}
