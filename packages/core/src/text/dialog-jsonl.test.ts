import { describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogJsonl, parseDialogsJsonl, type ParseDialogsJsonlOptions } from "./dialog-jsonl.ts";

const dialogs = ["one\ntwo", "three", "ä\u2028ö"].map(
  (text, id) => new Dialog({ id, turns: [{ speaker: "A", text }] }),
);
const lines = dialogs.map(formatDialogJsonl).join("");

async function read(chunks: Iterable<string>, options?: ParseDialogsJsonlOptions): Promise<Dialog[]> {
  const list: Dialog[] = [];
  for await (const dialog of parseDialogsJsonl(chunks, options)) list.push(dialog);
  return list;
}

describe("dialogues as JSON Lines", () => {
  it("reads text cut anywhere", async () => {
    for (const size of [1, 7, 1000]) {
      const chunks = lines.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
      expect((await read(chunks)).map((dialog) => dialog.toJSON())).toEqual(
        dialogs.map((dialog) => dialog.toJSON()),
      );
    }
  });

  it("skips blank lines, takes Windows line ends, and needs no last line break", async () => {
    const text = `\uFEFF${lines.trimEnd().replaceAll("\n", "\r\n\r\n")}`;
    expect(await read([text])).toHaveLength(3);
    expect(await read([])).toEqual([]);
  });

  it("yields each dialogue as soon as its line is there", async () => {
    let asked = 0;
    function* chunks(): Generator<string> {
      for (const dialog of dialogs) {
        asked++;
        yield formatDialogJsonl(dialog);
      }
    }
    for await (const dialog of parseDialogsJsonl(chunks())) {
      expect(asked).toBe(Number(dialog.id) + 1);
    }
  });

  it("names file and line of a bad line", async () => {
    await expect(read([`${lines}{"turns": 3}\n`], { source: "a.jsonl" })).rejects.toThrow(
      "a.jsonl:4: not a dialogue: turns",
    );
    await expect(read([`nonsense\n${lines}`], { source: "a.jsonl" })).rejects.toThrow(
      "a.jsonl:1: this is not JSON",
    );
  });

  it("tells a last line that was torn by an interruption", async () => {
    await expect(read([lines.slice(0, -9)], { source: "a.jsonl" })).rejects.toMatchObject({
      name: "DataFormatError",
      line: 3,
      message: "a.jsonl:3: the last line is incomplete",
    });
  });

  it("goes on after bad lines when they are collected", async () => {
    const errors: (number | undefined)[] = [];
    const good = await read([`oops\n${lines.slice(0, -9)}`], { onError: (error) => errors.push(error.line) });
    expect(good).toHaveLength(2);
    expect(errors).toEqual([1, 4]);
  });
});
