import { DataFormatError, register } from "@sdialog/core";
import type { JsonPart } from "@sdialog/core/internal";
import { parquetRows } from "./parquet-rows.ts";
import { fitOf, recordDialogs, type RecordFormat, recordFormats } from "./record-format.ts";
import { openedRoots, valueParts } from "./record-parts.ts";

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
