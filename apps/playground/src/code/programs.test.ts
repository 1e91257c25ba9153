import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluationSchema } from "../protocol/evaluation.ts";
import { lookSchema, steerSchema } from "../protocol/inspection.ts";
import { realismSchema } from "../protocol/realism.ts";
import { type Scene, sceneSchema } from "../protocol/scene.ts";
import { catalog } from "../scene/catalog.ts";
import { compileErrors } from "../testing/compile-errors.ts";
import { conversationCode } from "./conversation-code.ts";
import { evaluationCode } from "./evaluation-code.ts";
import { inspectionCode } from "./inspection-code.ts";
import { realismCode } from "./realism-code.ts";
import { runCode } from "./run-code.ts";

const run = promisify(execFile);
// Inside the repository, so that the packages resolve; ignored by git.
const project = resolve(".scratch", `programs-${process.pid}`);
const persona = (type: string, attributes: object) => ({ persona: { type, attributes } });

/** Everything a scene can have at once. */
const everything: Scene = sceneSchema.parse({
  participants: [
    {
      ...persona("SupportAgent", { name: 'Ann "the first"', politeness: "high" }),
      temperature: 0.7,
      think: true,
      firstUtterance: "It's\n`you` ${1}!",
      tools: ["lookUpOrder", "calculate", "checkTable"],
      orchestrators: catalog("any").rules.map(({ type, start }) => ({ type, ...start })),
      noise: { kind: "semantic", activation: 0.2 },
    },
    { ...persona("Customer", { name: "class" }), noise: { kind: "typing", activation: 1 } },
    { ...persona("Doctor", { name: "李" }), noise: { kind: "speech", activation: 0 } },
    { ...persona("Persona", { name: "Me" }), playedBy: "person", noise: { kind: "typing", activation: 0.5 } },
    persona("Persona", {}),
    {
      ...persona("Customer", { name: "Uma" }),
      playedBy: "user",
      goal: "Have the order replaced.\nAsk when it arrives.",
      facts: { "order number": "A100" },
      orchestrators: catalog("any").rules.map(({ type, start }) => ({ type, ...start })),
      temperature: 0.5,
    },
    {
      ...persona("Persona", { name: "Chatbot" }),
      playedBy: "chatbot",
      chatbot: { type: "webhook", url: "http://127.0.0.1:1/chat", headers: { "x-key": "${BOT_KEY}" } },
    },
    { ...persona("Persona", { name: "Typo" }), playedBy: "script", lines: ["Hello.", "That is all."] },
  ],
  context: { location: "Anywhere", topics: ["one", "two"], notes: "" },
  turnTaking: "llm-select",
});
const before = new Dialog({ turns: [{ speaker: "class", text: "Hello?" }] });
const subject = {
  participant: sceneSchema.parse({
    participants: [persona("Persona", { name: "Alice", role: "barista" }), persona("Persona", {})],
  }).participants[0],
  message: "Hi!",
  seed: 1,
};
const steering = {
  site: "model.layers.3",
  positive: ["How are you?"],
  negative: ["Bye."],
  operation: "add",
  strength: 1,
};
const request = evaluationSchema.parse({
  sets: [
    { name: "one set", source: "a.jsonl" },
    { name: "two", source: "b.jsonl" },
  ],
  metrics: ["turn-count", "mtld"],
  reference: "two",
});

const recipe = {
  kind: "dialogues",
  name: "cafe",
  count: 2,
  seed: 3,
  maxTurns: 3,
  personas: [
    { type: "Persona", name: "Alice", role: "barista" },
    { type: "Persona", name: "Bob", role: "customer" },
  ],
};

const programs = {
  everything: conversationCode(everything),
  branch: conversationCode({ ...everything, turnTaking: "random" }, { dialog: before, turn: 1 }),
  addressed: conversationCode({ ...everything, turnTaking: "addressed", context: {} }),
  evaluation: evaluationCode(request, [["a.jsonl"], ["b.jsonl"]]),
  realism: realismCode(realismSchema.parse({ real: "a.jsonl", simulated: "c.csv", users: ["A", "B"] }), {
    real: ["a.jsonl"],
    simulated: ["b.jsonl"],
  }),
  reference: realismCode(realismSchema.parse({ real: "reference:star", simulated: "c.csv", users: ["A"] }), {
    real: [],
    simulated: ["c.csv"],
  }),
  run: runCode([recipe], "run"),
  look: inspectionCode(lookSchema.parse({ ...subject, attention: "model.layers.3" })),
  add: inspectionCode(steerSchema.parse({ ...subject, ...steering })),
  ablate: inspectionCode(steerSchema.parse({ ...subject, ...steering, operation: "ablate" })),
};

beforeAll(async () => {
  await mkdir(project, { recursive: true });
  for (const [name, code] of Object.entries(programs)) await writeFile(join(project, `${name}.ts`), code);
  const dialogs = Array.from(
    { length: 4 },
    (_none, id) => new Dialog({ id, turns: [{ speaker: "A", text: `Hello ${id}!` }] }),
  );
  await saveDialogs(dialogs, join(project, "a.jsonl"));
  await saveDialogs([...dialogs, before], join(project, "b.jsonl"));
});
afterAll(() => rm(project, { recursive: true, force: true }));

const execute = (name: string) =>
  run(process.execPath, ["--conditions=@sdialog/source", `${name}.ts`], { cwd: project });

describe("programs", () => {
  it("compile, whatever a scene has", async () => {
    expect(await compileErrors(project)).toEqual([]);
  });

  it("evaluate", async () => {
    const { stdout } = await execute("evaluation");
    expect(stdout).toContain("one set");
    expect(await readFile(join(project, "report.html"), "utf8")).toContain("Comparison of one set and two");
  });

  it("tell simulated users from people", async () => {
    const { stdout } = await execute("realism");
    expect(stdout).toMatch(/^behaviour \d/);
    expect(await readFile(join(project, "realism.html"), "utf8")).toContain("Do they behave like people?");
  });

  it("run recipes", async () => {
    await execute("run");
    const results = await readFile(join(project, "run", "dialogues.jsonl"), "utf8");
    expect(results.trim().split("\n")).toHaveLength(2);
  });

  it("look inside and steer", async () => {
    const { stdout } = await execute("add");
    const [reply = "", token = ""] = stdout.split("\n");
    expect(reply.length).toBeGreaterThan(1);
    expect(reply).toContain(JSON.parse((/^"[^"]*"/.exec(token) ?? [""])[0]));
  });
});
