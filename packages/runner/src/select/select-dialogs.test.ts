import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, register, type DialogInput } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { selectDialogs, type SelectionDecision, type SelectOptions } from "./select-dialogs.ts";

const talk = (id: string, more: DialogInput = {}) =>
  new Dialog({
    id,
    model: { name: "echo:1" },
    turns: ["Hello", "Welcome", "Bye", "See you"].map((text, at) => ({
      speaker: at % 2 === 0 ? "User" : "Bot",
      text: `${text}, ${id}.`,
    })),
    ...more,
  });

const asked: string[] = [];
register("judge", {
  name: "test-liking",
  description: "likes what its id says",
  create: () => ({
    name: "test-liking",
    score: ({ id }: Dialog) => {
      asked.push(String(id));
      if (String(id).startsWith("odd")) throw new Error("the model gave no number");
      return Number(String(id).split(" ")[1] ?? 0);
    },
  }),
});

async function selected(dialogs: Dialog[], options: Omit<SelectOptions, "out">) {
  const out = await temporaryFolder();
  const summary = await selectDialogs(dialogs, { out, ...options });
  const kept = (await Array.fromAsync(loadDialogs(join(out, "dialogues.jsonl")))).map(({ id }) => id);
  const decisions = (await readFile(join(out, "decisions.jsonl"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as SelectionDecision);
  return { out, summary, kept, decisions };
}

describe("selectDialogs", () => {
  it("has a gate over how the speaker behaves, which knows the features of realism and nothing else", async () => {
    const polite = talk("polite", {
      turns: [
        { speaker: "User", text: "Please, could you help me, please?" },
        { speaker: "Bot", text: "Yes." },
      ],
    });
    const blunt = talk("blunt", {
      turns: [
        { speaker: "User", text: "Give me the number of the desk." },
        { speaker: "Bot", text: "5." },
      ],
    });
    const { kept, summary, decisions, out } = await selected([polite, blunt], {
      profile: { speaker: "User", realism: { "politeness-rate": { min: 0.5 } } },
    });
    expect(kept).toEqual(["polite"]);
    expect(summary.funnel).toEqual([
      { gate: "realism", entered: 2, fell: 1, reasons: { "politeness-rate": 1 } },
    ]);
    expect(decisions[1]).toMatchObject({ gate: "realism", values: { "politeness-rate": 0 } });
    expect(await readFile(join(out, "README.md"), "utf8")).toContain(
      "| realism | 2 | 1 | politeness-rate 1 |",
    );
    await expect(selected([polite], { profile: { realism: { "turn-count": { min: 1 } } } })).rejects.toThrow(
      "turn-count",
    );
  });

  it("knows the metrics of packages beside this one, and whose turns they look at", async () => {
    const talks = [
      ["please", "ok"],
      ["ok", "please"],
    ].map(([user, bot], id) => ({
      id,
      turns: [
        { speaker: "User", text: `${user} show me the hotel in the centre` },
        { speaker: "Bot", text: `${bot} here is the hotel in the centre` },
      ],
    }));
    const profile = { speaker: "User", metrics: { "politeness-rate": { min: 1 } } };
    const { summary } = await selected(
      talks.map((one) => new Dialog(one)),
      { profile },
    );
    expect(summary).toMatchObject({ total: 2, kept: 1 });
  });

  it("looks dialogues up in a reference", async () => {
    const held = join(await temporaryFolder(), "held.jsonl");
    await writeFile(held, `${JSON.stringify(talk("copied"))}\n`);
    const dialogs = [talk("copied", { id: "a copy" }), talk("made anew")];
    const profile = { reference: held, metrics: { "near-duplicate": { max: 0 }, novelty: { min: 0.1 } } };
    const { kept, decisions } = await selected(dialogs, { profile });
    expect(kept).toEqual(["made anew"]);
    expect(decisions[0]?.values).toMatchObject({ "near-duplicate": 1, novelty: 0 });
  });

  it("tells at each gate how many fell and why, and asks judges only of what is left", async () => {
    asked.length = 0;
    const dialogs = [
      talk("good 5"),
      talk("short 5", {
        turns: [
          { speaker: "User", text: "Hi" },
          { speaker: "Bot", text: "Ho" },
        ],
      }),
      talk("failed 5", { stopReason: "provider_error" }),
      talk("faulty 5", { faults: { role_inversion: 2 } }),
      talk("poor 1"),
      talk("odd 5"),
    ];
    const profile = {
      training: { completeOnly: true },
      faults: { role_inversion: 1 },
      metrics: { "turn-count": { min: 4 } },
      judges: { "test-liking": { min: 3 } },
    };
    const { kept, summary, decisions, out } = await selected(dialogs, { profile, concurrency: 2 });
    expect(kept).toEqual(["good 5"]);
    expect(summary).toMatchObject({ total: 6, kept: 1 });
    expect(summary.funnel).toEqual([
      { gate: "training", entered: 6, fell: 1, reasons: { failed: 1 } },
      { gate: "faults", entered: 5, fell: 1, reasons: { role_inversion: 1 } },
      { gate: "metrics", entered: 4, fell: 1, reasons: { "turn-count": 1 } },
      {
        gate: "judges",
        entered: 3,
        fell: 2,
        reasons: { "test-liking": 2 },
        unknown: { dialogs: 1, message: "test-liking failed: the model gave no number" },
      },
    ]);
    expect(asked.toSorted()).toEqual(["good 5", "odd 5", "poor 1"]);
    expect(decisions[0]).toEqual({ id: "good 5", kept: true, values: { "turn-count": 4, "test-liking": 5 } });
    expect(decisions.slice(1).map(({ gate, reasons }) => [gate, reasons?.[0]])).toEqual([
      ["metrics", "turn-count: turn-count is 2, less than 4"],
      ["training", "failed: it ended in failure: provider_error"],
      ["faults", "role_inversion: role_inversion was noted 2 times, more than 1"],
      ["judges", "test-liking: test-liking is 1, less than 3"],
      ["judges", "test-liking: test-liking failed: the model gave no number"],
    ]);
    const card = await readFile(join(out, "README.md"), "utf8");
    expect(parse(card.split("---\n")[1] as string)).toMatchObject({
      configs: [{ data_files: [{ split: "train", path: "dialogues.jsonl" }] }],
    });
    expect(card).toContain("1 of 6 dialogues were selected");
    expect(card).toContain("| judges | 3 | 2 | test-liking 2 |");
  });

  it("balances kinds by drawing, the same for the same seed", async () => {
    const dialogs = Array.from({ length: 30 }, (_, index) =>
      talk(`d${index}`, { stopReason: index % 5 === 0 ? "max_turns" : "stop_signal" }),
    );
    const profile = { balance: { by: "stopReason", ratio: 1.5 } };
    const { kept, summary } = await selected(dialogs, { profile, seed: 1 });
    expect(kept).toHaveLength(6 + 9);
    expect(summary.funnel).toEqual([
      { gate: "balance", entered: 30, fell: 15, reasons: { stop_signal: 15 } },
    ]);
    expect((await selected(dialogs, { profile, seed: 1, concurrency: 3 })).kept).toEqual(kept);
    expect((await selected(dialogs, { profile, seed: 2 })).kept).not.toEqual(kept);
    expect(
      (await selected(dialogs, { profile: { balance: { by: "model.name", most: 4 } } })).kept,
    ).toHaveLength(4);
  });

  it("has a strict and a generous profile", async () => {
    const dialogs = [
      talk("clean"),
      talk("cut", { stopReason: "max_turns" }),
      talk("mended", { faults: { truncated: 1 } }),
      talk("private", {
        turns: ["Hello", "Your name?", "Write to ann@mail.example", "Bye"].map((text, at) => ({
          speaker: at % 2 === 0 ? "User" : "Bot",
          text,
        })),
      }),
    ];
    expect((await selected(dialogs, { profile: "strict" })).kept).toEqual(["clean"]);
    expect((await selected(dialogs, { profile: "generous" })).kept).toHaveLength(4);
  });

  it.each([
    ["strictt", 'no profile called "strictt"', 'Did you mean "strict"?'],
    [{ metricks: {} }, "metricks", "training, faults, reference, speaker, metrics, realism, judges, balance"],
    [{ metrics: { mtld: {} } }, "give min, max or both", "parts"],
    [{ metrics: { mtld: { min: 2, max: 1 } } }, "min is more than max", "parts"],
  ])("refuses %j", async (profile, message, hint) => {
    const out = join(await temporaryFolder(), "none");
    await expect(selectDialogs([talk("a")], { profile: profile as string, out })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    });
    await expect(access(out)).rejects.toThrow("ENOENT");
  });

  it("reads a profile from a file, and names the nearest metric before anything is scored", async () => {
    const file = join(await temporaryFolder(), "mine.yaml");
    await writeFile(file, "metrics:\n  turn-count: { max: 3 }\n");
    expect((await selected([talk("a")], { profile: file })).kept).toEqual([]);
    await writeFile(file, "metrics:\n  turn-cuont: { max: 3 }\n");
    await expect(selected([talk("a")], { profile: file })).rejects.toMatchObject({
      hint: expect.stringContaining("turn-count") as string,
    });
    await writeFile(file, "metrics: [");
    await expect(selected([talk("a")], { profile: file })).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });
});
