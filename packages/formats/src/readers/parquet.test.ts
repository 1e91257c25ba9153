import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { damagedBytes } from "../testing/damaged-bytes.ts";
import { wholeFiles } from "../testing/whole-files.ts";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";
import { parquetRows } from "./parquet.ts";

it.each([1555, 1707])(
  "a page without its lengths is refused, where hyparquet reads the first byte for ever (damage %i)",
  async (seed) => {
    const { bytes } = (await wholeFiles()).find(({ reader }) => reader === "parquet")!;
    const damaged = damagedBytes(bytes, new Random(seed).fork("parquet"));
    const input = blobInput(new Blob([damaged as Uint8Array<ArrayBuffer>]), "rows.parquet", {});
    await expect(Array.fromAsync(parquetRows(input))).rejects.toThrow(
      /rows\.parquet: this is not a whole Parquet file: page \d+ of the column \S+ has impossible sizes/,
    );
  },
);
