import type { ByteSource } from "@sdialog/core";
import type { ColumnMetaData, RowGroup } from "hyparquet";
import type * as Column from "hyparquet/src/column.js";

type Pages = Pick<typeof Column, "parquetHeader">;

/**
 * Checks the sizes that the pages of some rows of a Parquet file tell of themselves: hyparquet takes a length that is
 * missing for the place 0, and reads from there without an end.
 *
 * @throws Error that says which page of which column cannot be read
 */
export async function checkPages(file: ByteSource, { columns }: RowGroup, pages: Pages): Promise<void> {
  for (const { meta_data: column } of columns) {
    if (column === undefined) continue;
    // An offset of 0 means that there is none: the file's first bytes stand there.
    const start = Number(column.dictionary_page_offset) || Number(column.data_page_offset);
    const bytes = await file.slice(start, start + Number(column.total_compressed_size));
    checkColumn(new DataView(bytes), column, pages);
  }
}

function checkColumn(
  view: DataView<ArrayBuffer>,
  { path_in_schema: path, num_values: most }: ColumnMetaData,
  { parquetHeader }: Pages,
): void {
  const reader = { view, offset: 0 };
  let [number, values] = [0, 0];
  while (values < most && reader.offset < view.byteLength - 1) {
    number++;
    const header = parquetHeader(reader);
    const { compressed_page_size: packed, uncompressed_page_size: size } = header;
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: words } = header;
    const levels = [second?.repetition_levels_byte_length, second?.definition_levels_byte_length];
    const isSound =
      isCount(packed) &&
      isCount(size) &&
      (first === undefined || isCount(first.num_values, most)) &&
      (words === undefined || isCount(words.num_values)) &&
      (second === undefined ||
        (isCount(second.num_values, most) &&
          isCount(second.num_nulls, second.num_values) &&
          isCount(second.num_rows, second.num_values) &&
          levels.every((each) => isCount(each)) &&
          isCount((levels[0] ?? 0) + (levels[1] ?? 0), Math.min(size, packed))));
    if (!isSound) throw new Error(`page ${number} of the column ${path.join(".")} has impossible sizes`);
    reader.offset += packed;
    values += first?.num_values ?? second?.num_values ?? 0;
  }
}

function isCount(value: unknown, most: number | bigint = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
