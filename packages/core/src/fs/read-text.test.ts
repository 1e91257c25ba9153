import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileEncoding, readHead, readText } from "./read-text.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-read-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Uint8Array): Promise<string> {
  const path = join(folder, "a.txt");
  await writeFile(path, bytes);
  return path;
}

it.each([
  ["utf-8", Buffer.from("\uFEFFgröße"), undefined, "größe"],
  ["utf-16le", Buffer.from("\uFEFFgröße", "utf16le"), undefined, "größe"],
  ["windows-1252", Buffer.from("größe", "latin1"), undefined, "größe"],
  // Cyrillic letters, which nothing but their encoding tells from others.
  ["windows-1252", Buffer.from([0xe4, 0xe0]), "windows-1251", "да"],
  ["utf-8", Buffer.from(""), undefined, ""],
])(
  "a file that looks like %s is read as it is or as it is told: %j, %j, %j",
  async (found, bytes, told, text) => {
    const path = await file(bytes);
    expect(await fileEncoding(path)).toBe(found);
    expect(await readText(path, { encoding: told })).toBe(text);
    expect(Buffer.from(await readHead(path, 2))).toEqual(bytes.subarray(0, 2));
  },
);

it.skipIf(process.platform !== "linux")("leaves no file open", async () => {
  const path = await file(Buffer.from("text"));
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  for (let time = 0; time < 20; time++) {
    await readText(path);
    await readHead(path, 1);
    await readHead(folder, 1).catch(() => undefined);
  }
  expect(open()).toBeLessThan(before + 20);
});
