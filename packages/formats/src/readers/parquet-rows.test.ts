import { Buffer } from "node:buffer";
import { Random, SDialogError } from "@sdialog/core";
import { expect, it, onTestFinished } from "vitest";
import { damagedBytes } from "../testing/damaged-bytes.ts";
import { wholeFiles } from "../testing/whole-files.ts";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";
import { parquetRows } from "./parquet-rows.ts";

const { bytes: whole } = (await wholeFiles()).find(({ reader }) => reader === "parquet")!;

function rowsIn(bytes: Uint8Array): Promise<unknown[]> {
  const input = blobInput(new Blob([bytes as Uint8Array<ArrayBuffer>]), "rows.parquet", {});
  return Array.fromAsync(parquetRows(input));
}

it.each([1555, 1707])(
  "a page without its lengths is refused, where hyparquet reads the first byte for ever (damage %i)",
  async (seed) => {
    const damaged = damagedBytes(whole, new Random(seed).fork("parquet"));
    await expect(rowsIn(damaged)).rejects.toThrow(
      /rows\.parquet: this is not a whole Parquet file: page \d+ of the column \S+ has impossible sizes/,
    );
  },
);

it("whatever bytes are damaged, there is one error of ours and nothing is rejected behind it", async () => {
  const escaped: unknown[] = [];
  const listen = (reason: unknown): void => void escaped.push(reason);
  process.on("unhandledRejection", listen);
  onTestFinished(() => void process.off("unhandledRejection", listen));
  const random = new Random(14);
  const outcomes = { read: 0, refused: 0 };
  for (let number = 0; number < 600; number++) {
    const damaged = Uint8Array.from(whole);
    for (let left = random.integer(1, 3); left > 0; left--)
      damaged[random.integer(0, damaged.length - 1)] = random.pick([
        0,
        1,
        0x7f,
        0x80,
        0xff,
        random.integer(0, 255),
      ]);
    try {
      await rowsIn(damaged);
      outcomes.read++;
    } catch (error) {
      if (!SDialogError.isInstance(error)) throw error;
      expect(error.message).toMatch(/^rows\.parquet: this is not a whole Parquet file: [a-z]/);
      outcomes.refused++;
    }
    // A rejection that nobody awaits is told of once the microtasks are done.
    await new Promise((done) => setImmediate(done));
    if (escaped.length > 0)
      throw new Error(`damaged file ${number} left a rejection behind`, { cause: escaped[0] });
  }
  expect(outcomes.read).toBeGreaterThan(50);
  expect(outcomes.refused).toBeGreaterThan(200);
});

it.each([
  [
    "the name of a column in the list of columns",
    "tool_calls",
    /column messages\.list\.element\.tool_calls cannot be read \(the list of columns does not name it\)/,
  ],
  ["the last bytes", "PAR1", /its end, where its columns are listed, is cut off or damaged/],
])("what is wrong is told in plain words: %s", async (_, word, told) => {
  const text = Buffer.from(whole);
  const damaged = Buffer.from(whole);
  damaged.write(
    "X",
    word === "PAR1" ? text.lastIndexOf(word) : text.indexOf(word, text.indexOf("schema") + 1),
  );
  await expect(rowsIn(damaged)).rejects.toThrow(told);
});
