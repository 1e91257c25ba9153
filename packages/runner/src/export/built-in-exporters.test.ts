import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { interactionDialog, InteractionGenerator, queriesFrom } from "@sdialog/generators";
import { readInteractions } from "@sdialog/generators/fs";
import { scriptedModel } from "@sdialog/llm/testing";
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

describe("personagym", () => {
  it("writes interactions as PersonaGym keeps them, which read as they were but for their times", async () => {
    const out = await temporaryFolder();
    const model = (answers: string) => scriptedModel(() => answers, { id: "x:one" });
    const generator = new InteractionGenerator({
      user: { model: model('{"satisfied": true, "message": "More?"}') },
      assistant: { model: model("Yes.") },
      noise: { apply: (text) => ({ text: text.toLowerCase(), record: { type: "rules" } }) },
      styleTransfer: "off",
    });
    const queries = queriesFrom(["Is it open?", "Is it far?"]);
    const made = await Array.fromAsync(
      generator.generate({ personas: ["a sailor"], queries, perPersona: 2, seed: 1 }),
    );
    const summary = await exportDialogs(made.map(interactionDialog), { out, format: "personagym" });
    expect(summary).toMatchObject({ written: { train: 2 }, files: [join(out, "train")], skipped: 0 });
    const read = await Array.fromAsync(readInteractions(join(out, "train")));
    const byId = made.toSorted((a, b) => (a.interaction_id < b.interaction_id ? -1 : 1));
    expect(read).toEqual(
      byId.map((one) => ({
        ...one,
        messages: one.messages.map(({ timestamp: _sent, ...message }) => message),
      })),
    );
    // Writing it again replaces what was there.
    await exportDialogs(made.slice(1).map(interactionDialog), { out, format: "personagym" });
    expect(await Array.fromAsync(readInteractions(join(out, "train")))).toHaveLength(1);
    await expect(exportDialogs([new Dialog({ turns: [] })], { out, format: "personagym" })).rejects.toThrow(
      "no interaction of a user with an assistant",
    );
  });
});
