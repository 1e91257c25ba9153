import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { type Interaction, interactionDialog, InteractionGenerator, queriesFrom } from "@sdialog/generators";
import { readInteractions } from "@sdialog/generators/fs";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { exportDialogs } from "@sdialog/formats";
import { readSource } from "../dialogs/read-source.ts";
import "./personagym-exporter.ts";

describe("personagym", () => {
  it("writes interactions as PersonaGym keeps them, which read as they were", async () => {
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
    expect(summary.remarks).toEqual([
      expect.stringMatching(/^train: No preference pairs were written: no person says the same words in two/),
    ]);
    const twice = [...made, { ...(made[0] as Interaction), interaction_id: "again" }].map(interactionDialog);
    const alike = await exportDialogs(twice, { out: join(out, "alike"), format: "personagym" });
    expect(alike.remarks).toEqual([
      expect.stringMatching(/^train: .+: in none of those that open alike did different answers/),
    ]);
    const read = await Array.fromAsync(readInteractions(join(out, "train")));
    const byId = made.toSorted((a, b) => (a.interaction_id < b.interaction_id ? -1 : 1));
    expect(read).toEqual(byId);
    expect(read[0]?.messages[0]?.timestamp).toMatch(/^\d{4}-/);
    const samples = (await readFile(join(out, "train", "training_samples.jsonl"), "utf8")).trim().split("\n");
    expect(samples.map((line) => (JSON.parse(line) as { sample_id: string }).sample_id).toSorted()).toEqual(
      byId.map(({ interaction_id: id }) => id),
    );
    // Its folder is a source of dialogues, each once, whatever lies beside them.
    const dialogs = await Array.fromAsync(readSource(join(out, "train")));
    expect(dialogs.map((dialog) => dialog.toJSON())).toEqual(
      byId.map((one) => interactionDialog(one).toJSON()),
    );
    // A single file of it is, too, and so is a list of training samples with the conversations.
    const [first] = byId as [Interaction];
    const file = join(out, "train", `${first.interaction_id}.json`);
    await exportDialogs(readSource(file), { out: join(out, "again"), format: "personagym" });
    expect(await Array.fromAsync(readInteractions(join(out, "again", "train")))).toEqual([first]);
    const { messages, interaction_id: id, ...rest } = first;
    const sample = { sample_id: id, full_conversation: messages, ...rest };
    await writeFile(join(out, "samples.json"), JSON.stringify([sample]));
    await exportDialogs(readSource(join(out, "samples.json")), {
      out: join(out, "more"),
      format: "personagym",
    });
    expect(await Array.fromAsync(readInteractions(join(out, "more", "train")))).toEqual([first]);
    // Writing it again replaces what was there.
    await exportDialogs(made.slice(1).map(interactionDialog), { out, format: "personagym" });
    expect(await Array.fromAsync(readInteractions(join(out, "train")))).toHaveLength(1);
    await expect(exportDialogs([new Dialog({ turns: [] })], { out, format: "personagym" })).rejects.toThrow(
      "not an interaction of a user with an assistant",
    );
  });
});
