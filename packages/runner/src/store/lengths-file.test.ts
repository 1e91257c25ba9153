import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { MortalDisk } from "../testing/mortal-disk.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { LengthsFile, readLengths } from "./lengths-file.ts";

const none = { results: 0, index: 0, failures: 0, usage: 0, partial: 0, substitutes: 0 };

it("says what was written last, and what was written before where a writer was killed within a line", async () => {
  const folder = await temporaryFolder();
  expect(await readLengths(folder)).toBeUndefined();
  const file = await LengthsFile.open(folder, none);
  expect(await readLengths(folder)).toEqual({ value: none });
  const path = join(folder, "lengths.txt");
  let before = await readFile(path, "utf8");
  for (const results of [7, 8, 9, 10, Number.MAX_SAFE_INTEGER]) {
    const last = await readLengths(folder);
    const lengths = { ...none, results, partial: 3 };
    await file.write(lengths);
    expect(await readLengths(folder)).toEqual({ value: lengths });
    const after = await readFile(path, "utf8");
    expect(after).toHaveLength(before.length);
    // As much of the line as one likes may be there.
    for (let end = 0; end <= after.length; end += 5) {
      await writeFile(path, after.slice(0, end) + before.slice(end));
      expect([last, { value: lengths }]).toContainEqual(await readLengths(folder));
    }
    before = after;
  }
  await file.close();
});

it("still says what it said where a line was not written to its end, and the next was not either", async () => {
  const folder = await temporaryFolder();
  // Numbers of so many digits that half a line does not hold them.
  const long = { ...none, index: 9e15, failures: 9e15, usage: 9e15, partial: 9e15, substitutes: 9e15 };
  const disk = await MortalDisk.install();
  onTestFinished(() => disk.uninstall());
  const file = await LengthsFile.open(folder, none);
  await file.write({ ...long, results: 7 });
  for (const results of [8, 9]) {
    const failed = await disk.live(() => file.write({ ...long, results }), { at: 1, fault: "full" });
    expect(failed.how).toBe("failed");
    expect(await readLengths(folder)).toEqual({ value: { ...long, results: 7 } });
  }
  await file.write({ ...long, results: 10 });
  expect(await readLengths(folder)).toEqual({ value: { ...long, results: 10 } });
  await file.close();
});

it("says nothing that it does not hold", async () => {
  const folder = await temporaryFolder();
  await (await LengthsFile.open(folder, { ...none, usage: 12 })).close();
  const path = join(folder, "lengths.txt");
  const text = await readFile(path, "utf8");
  const problem = expect.any(String) as string;
  for (const wrong of [
    "",
    text.slice(0, text.length / 2),
    text.replaceAll("usage 12", "usage -1"),
    text.replaceAll("usage 12", "usage 1e3"),
    text.replaceAll("usage", "wages"),
    `${" ".repeat(text.length - 1)}\n`,
  ]) {
    await writeFile(path, wrong);
    expect(await readLengths(folder), wrong).toEqual({ problem });
  }
});
