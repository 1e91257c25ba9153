import {
  type ByteSource,
  DataFormatError,
  MissingPackageError,
  type ReaderInput,
  SDialogError,
} from "@sdialog/core";
import { loadPeer } from "@sdialog/core/internal";
import type * as Hyparquet from "hyparquet";
import type { AsyncRowGroup, FileMetaData } from "hyparquet";
import type * as Column from "hyparquet/src/column.js";
import type * as Plan from "hyparquet/src/plan.js";
import type * as Groups from "hyparquet/src/rowgroup.js";
import { checkPages } from "./check-pages.ts";

const rowsAtOnce = 1000;

/** The parts of hyparquet that are used; the finer ones let one column be read at a time. */
type Parts = Pick<typeof Hyparquet, "parquetMetadataAsync" | "parquetSchema"> &
  Pick<typeof Column, "parquetHeader"> &
  Pick<typeof Plan, "parquetPlan"> &
  Pick<typeof Groups, "readRowGroup" | "assembleAsync" | "asyncGroupToRows">;

type QueryPlan = ReturnType<typeof Plan.parquetPlan>;
type GroupPlan = QueryPlan["groups"][number];

/**
 * The rows of a Parquet file as plain JSON.
 *
 * @throws DataFormatError for what is not whole, MissingPackageError without the package `hyparquet`; while iterating
 */
export async function* parquetRows({
  source,
  bytes,
}: ReaderInput): AsyncGenerator<{ value: unknown; line: number }> {
  if (bytes === undefined) throw new DataFormatError("Parquet cannot be read as text", { source });
  const parts = await hyparquet();
  const compressors = await optionalCompressors();
  const file = await bytes();
  try {
    // Looking for places on the earth, it would go through as many columns as a damaged file says there are.
    const metadata = await parts.parquetMetadataAsync(file, { geoparquet: false });
    const count = Number(metadata.num_rows);
    // What a damaged file says of itself would be read for years.
    const held = metadata.row_groups.reduce((sum, { num_rows: rows }) => sum + Number(rows), 0);
    if (!Number.isSafeInteger(held)) throw new Damaged("its description of itself is damaged");
    if (count !== held) throw new Damaged(`it claims to have ${count} rows, and has ${held}`);
    const groups = metadata.row_groups.values();
    let checked = 0;
    for (let rowStart = 0; rowStart < count; rowStart += rowsAtOnce) {
      const rowEnd = Math.min(count, rowStart + rowsAtOnce);
      while (checked < rowEnd) {
        const { value: group } = groups.next();
        if (group === undefined) break;
        await checkPages(file, group, parts);
        checked += Number(group.num_rows);
      }
      const rows = await rowsOf({ file, metadata, rowStart, rowEnd, ...compressors }, parts);
      if (rows.length === 0) throw new Damaged(`it has no row ${rowStart + 1}`);
      for (const [index, row] of rows.entries()) yield { value: plain(row), line: rowStart + index + 1 };
    }
  } catch (cause) {
    if (SDialogError.isInstance(cause)) throw cause;
    throw new DataFormatError(`this is not a whole Parquet file: ${told(cause)}`, { source, cause });
  }
}

/** What is wrong with a file, in words for people. */
class Damaged extends Error {}

interface RowRange {
  readonly file: ByteSource;
  readonly metadata: FileMetaData;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/**
 * Some rows, read one column after the other. hyparquet's own way begins all columns at once and gives up with the first
 * it cannot even begin; what the others then throw would have nobody to catch it, and end the process.
 */
async function rowsOf(range: RowRange, parts: Parts): Promise<Record<string, unknown>[]> {
  const schema = parts.parquetSchema(range.metadata);
  const plan = parts.parquetPlan(range);
  const rows: Record<string, unknown>[] = [];
  for (const group of plan.groups) {
    const read = await columnsOf(range, plan, group, parts);
    const assembled = parts.assembleAsync(read, schema);
    const found = new Set(assembled.asyncColumns.map(({ pathInSchema: [name] }) => name));
    const missing = schema.children.find(({ element: { name } }) => !found.has(name));
    if (missing !== undefined) throw new Damaged(`the column ${missing.element.name} is not there`);
    await Promise.allSettled(assembled.asyncColumns.map(({ data }) => data));
    const { selectStart, selectEnd } = group;
    for (const row of await parts.asyncGroupToRows(assembled, selectStart, selectEnd, undefined, "object"))
      rows.push(row);
  }
  return rows;
}

async function columnsOf(
  range: RowRange,
  plan: QueryPlan,
  group: GroupPlan,
  { readRowGroup }: Parts,
): Promise<AsyncRowGroup> {
  const columns: AsyncRowGroup["asyncColumns"] = [];
  for (const chunk of group.chunks) {
    const name = chunk.columnMetadata.path_in_schema.join(".");
    if (columns.some(({ pathInSchema }) => pathInSchema.join(".") === name))
      throw new Damaged(`the column ${name} is there twice`);
    try {
      for (const { pathInSchema, data } of readRowGroup(range, plan, { ...group, chunks: [chunk] })
        .asyncColumns) {
        const read = await data;
        columns.push({ pathInSchema, data: Promise.resolve(read) });
      }
    } catch (cause) {
      if (SDialogError.isInstance(cause)) throw cause;
      throw new Damaged(`its column ${name} cannot be read (${told(cause)})`);
    }
  }
  const { groupStart, groupRows, selectStart, selectEnd } = group;
  return { groupStart, groupRows, selectStart, selectEnd, asyncColumns: columns };
}

/** What the packages say in the words of their code, in words for people; what is not known stays as it is. */
const plainWords: readonly (readonly [said: RegExp, told: string])[] = [
  [/^parquet schema element not found/, "the list of columns does not name it"],
  [/eof marker/, "what is packed in it is damaged"],
  [/footer|too short|metadata length/, "its end, where its columns are listed, is cut off or damaged"],
  [/thrift|metadata|missing|header|byteWidth|struct|time unit/, "its description of itself is damaged"],
  [
    /outside the bounds|out of (?:bounds|range)|array (?:buffer )?(?:length|allocation)/i,
    "it points to a place that is not there",
  ],
  [
    /not supported|unsupported|unhandled|unexpected dictionary/i,
    "it is stored in a way that is damaged or not known here",
  ],
  [
    /^(?:Cannot|undefined|null)|is not (?:a function|iterable|defined)|BigInt|Start offset/,
    "its description of itself is damaged",
  ],
  [
    /end of input|EOF|invalid|reference|buffer|Huffman|lz4|snappy|decompressed|exceed/i,
    "what is packed in it is damaged",
  ],
];

function told(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause instanceof Damaged) return cause.message;
  return plainWords.find(([said]) => said.test(cause.message))?.[1] ?? cause.message;
}

/** Values that JSON can hold: whole numbers as numbers, and lists of columns as lists. */
function plain(value: unknown): unknown {
  // A whole number too large to be held exactly is the text of its digits, as it is in JSON.
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== null && inner !== undefined));
}

async function hyparquet(): Promise<Parts> {
  const [whole, column, plan, groups] = await Promise.all([
    loadPart(() => import("hyparquet")),
    loadPart(() => import("hyparquet/src/column.js")),
    loadPart(() => import("hyparquet/src/plan.js")),
    loadPart(() => import("hyparquet/src/rowgroup.js")),
  ]);
  return { ...whole, ...column, ...plan, ...groups };
}

function loadPart<Part>(part: () => Promise<Part>): Promise<Part> {
  return loadPeer("Reading Parquet", "hyparquet", part);
}

/** Snappy is read without them; the rarer compressions by a package of their own. */
async function optionalCompressors(): Promise<object> {
  try {
    const { compressors } = await loadPeer(
      "Reading rare compressions",
      "hyparquet-compressors",
      () => import("hyparquet-compressors"),
    );
    return { compressors };
  } catch (error) {
    if (error instanceof MissingPackageError) return {};
    throw error;
  }
}
