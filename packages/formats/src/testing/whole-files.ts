import { Buffer } from "node:buffer";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { exportDialogs } from "../exporters/export-dialogs.ts";
import { sampleFiles } from "./sample-files.ts";

/** A sound file of a reader. */
export interface WholeFile {
  readonly reader: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A file of every reader: the samples, and Parquet, which is written. */
export async function wholeFiles(): Promise<WholeFile[]> {
  const texts = sampleFiles.map(({ reader, file, text }) => ({ reader, file, bytes: Buffer.from(text) }));
  return [...texts, { reader: "parquet", file: "train.parquet", bytes: await parquetFile() }];
}

async function parquetFile(): Promise<Uint8Array> {
  const out = await mkdtemp(join(tmpdir(), "sdialog-parquet-"));
  try {
    const dialogs = [1, 2, 3].map(
      (id) =>
        new Dialog({
          id,
          turns: [
            { speaker: "user", text: `How late is ferry ${id}?` },
            { speaker: "assistant", text: "Ten minutes." },
          ],
        }),
    );
    await exportDialogs(dialogs, { out, format: "parquet" });
    return await readFile(join(out, "train.parquet"));
  } finally {
    await rm(out, { recursive: true });
  }
}
