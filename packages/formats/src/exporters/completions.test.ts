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
});
