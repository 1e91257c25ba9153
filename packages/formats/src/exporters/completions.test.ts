import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { exportDialogs } from "./export-dialogs.ts";

describe("completions", () => {
  it("makes a row of every answer, with what was said before it", async () => {
    const out = await temporaryFolder();
    const twice = new Dialog({
      id: "twice",
      turns: ["Ann", "Bob", "Ann", "Bob"].map((speaker, at) => ({ speaker, text: `${speaker} ${at}` })),
    });
    const summary = await exportDialogs([twice], { out, format: "completions", system: "none" });
    expect(summary.written).toEqual({ train: 2 });
    const rows = (await readFile(join(out, "train.jsonl"), "utf8")).trim().split("\n");
    expect(rows.map((row) => JSON.parse(row) as object)).toEqual([
      {
        id: "twice:1",
        prompt: [{ role: "user", content: "Ann 0" }],
        completion: [{ role: "assistant", content: "Bob 1" }],
      },
      {
        id: "twice:3",
        prompt: [
          { role: "user", content: "Ann 0" },
          { role: "assistant", content: "Bob 1" },
          { role: "user", content: "Ann 2" },
        ],
        completion: [{ role: "assistant", content: "Bob 3" }],
      },
    ]);
  });

  it("makes no row of an opening, which nobody asked for, and counts it", async () => {
    const out = await temporaryFolder();
    const opened = new Dialog({
      id: "opened",
      turns: ["Bob", "Ann", "Bob"].map((speaker, at) => ({ speaker, text: `${speaker} ${at}` })),
    });
    const summary = await exportDialogs([opened], {
      out,
      format: "completions",
      assistant: "Bob",
      system: "none",
    });
    expect(summary).toMatchObject({ written: { train: 1 }, skipped: 0, mended: { unasked: 1 } });
    expect(JSON.parse(await readFile(join(out, "train.jsonl"), "utf8"))).toMatchObject({
      id: "opened:2",
      prompt: [
        { role: "assistant", content: "Bob 0" },
        { role: "user", content: "Ann 1" },
      ],
    });
  });
});
