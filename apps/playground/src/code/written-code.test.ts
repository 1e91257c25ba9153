import { Dialog } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluationSchema } from "../protocol/evaluation.ts";
import { lookSchema, steerSchema } from "../protocol/inspection.ts";
import { realismSchema } from "../protocol/realism.ts";
import { sceneSchema } from "../protocol/scene.ts";
import { dataCode, identifier, objectCode } from "./code-file.ts";
import { conversationCode } from "./conversation-code.ts";
import { evaluationCode } from "./evaluation-code.ts";
import { inspectionCode } from "./inspection-code.ts";
import { realismCode } from "./realism-code.ts";
import { runCode } from "./run-code.ts";

const named = (name: string, more: object = {}) => ({
  persona: { type: "Persona", attributes: { name, role: "" } },
  ...more,
});
/** The program of a scene in which Ann is given this, as its lines without those that are empty. */
const linesOf = (ann: object, scene: object = {}, from?: Parameters<typeof conversationCode>[1]): string[] =>
  conversationCode(sceneSchema.parse({ participants: [named("Ann", ann), named("Bo")], ...scene }), from)
    .split("\n")
    .filter((line) => line !== "");
/** What Ann is made by, on one line. */
const annOf = (ann: object): string =>
  (/const ann = ([^]*?);\nconst bo/.exec(linesOf(ann).join("\n"))?.[1] ?? "").replaceAll(/,?\n */g, (gap) =>
    gap.startsWith(",") ? ", " : "",
  );

describe("the program of a conversation", () => {
  it("is no longer than it need be", () => {
    expect(linesOf({})).toEqual([
      'import { Agent, Conversation } from "@sdialog/agents";',
      'import { saveDialog } from "@sdialog/core/fs";',
      'import { Persona } from "@sdialog/personas";',
      'const ann = new Agent({ persona: new Persona({ name: "Ann" }), model: "local:pocket" });',
      'const bo = new Agent({ persona: new Persona({ name: "Bo" }), model: "local:pocket" });',
      "const conversation = new Conversation({ participants: [ann, bo], maxTurns: 12 });",
      "const dialog = await conversation.run({ seed: 7 });",
      "dialog.print({ orchestration: true, think: true, tools: true });",
      'await saveDialog(dialog, "dialog.json");',
    ]);
  });

  const user = { playedBy: "user", goal: "Tea." };
  it.each<[object, string, string | undefined]>([
    [{ temperature: 0 }, "temperature: 0", undefined],
    [{ think: true }, "think: true", undefined],
    [{ firstUtterance: "Hi\n`you`" }, String.raw`firstUtterance: "Hi\n${"`you`"}"`, undefined],
    [{ details: "Be brief." }, 'dialogueDetails: "Be brief."', undefined],
    [{ facts: { "order number": "A1" } }, 'facts: { "order number": "A1" }', undefined],
    [
      { tools: ["lookUpOrder", "calculate"] },
      "tools: [lookUpOrder, calculate]",
      '{ calculate, lookUpOrder } from "@sdialog/playground/tools"',
    ],
    [
      { orchestrators: [{ type: "LengthOrchestrator", min: 4, max: 10 }] },
      "orchestrators: [new LengthOrchestrator({ min: 4, max: 10 }), ]",
      '{ LengthOrchestrator } from "@sdialog/orchestrators"',
    ],
    [
      {
        orchestrators: [
          { type: "SimpleReflexOrchestrator", condition: { pattern: "tea", flags: "i" }, instruction: "x" },
          { type: "SimpleReflexOrchestrator", condition: { pattern: "\\d" }, instruction: "y" },
        ],
      },
      String.raw`[new SimpleReflexOrchestrator({ condition: new RegExp("tea", "i"), instruction: "x" }), new SimpleReflexOrchestrator({ condition: new RegExp("\\d"), instruction: "y" }), ]`,
      undefined,
    ],
    [
      { orchestrators: [{ type: "politeness", level: "high" }] },
      'createByName("policy", "politeness", { level: "high" })',
      '{ createByName } from "@sdialog/core"',
    ],
    [
      { noise: { kind: "typing", activation: 1 } },
      "noise: ruleNoise({ rules: [typo(), keyboard()], activation: 1 })",
      '{ keyboard, ruleNoise, typo } from "@sdialog/generators"',
    ],
    [
      { noise: { kind: "speech", activation: 0 } },
      "noise: ruleNoise({ rules: [speechRecognition()], activation: 0 })",
      '{ ruleNoise, speechRecognition } from "@sdialog/generators"',
    ],
    [
      { noise: { kind: "semantic", activation: 0.2 }, model: "openai:x" },
      'noise: semanticNoise({ activation: 0.2, model: "openai:x" })',
      '{ semanticNoise } from "@sdialog/generators"',
    ],
    [
      user,
      'goalDirectedUser({ persona: new Persona({ name: "Ann" }), goal: "Tea.", model: "local:pocket" })',
      undefined,
    ],
    [{ ...user, temperature: 0.5 }, "settings: { temperature: 0.5 }", undefined],
    [{ ...user, details: "Late." }, 'details: "Late."', undefined],
    [{ ...user, facts: { a: "b" } }, 'facts: { a: "b" }', undefined],
    [{ ...user, noise: { kind: "speech", activation: 1 } }, "noise: ruleNoise(", undefined],
    [
      { ...user, orchestrators: [{ type: "LengthOrchestrator", min: 4 }] },
      "orchestrators: [new LengthOrchestrator({ min: 4 }), ]",
      undefined,
    ],
    [
      { playedBy: "chatbot", chatbot: { type: "webhook", url: "http://x", headers: "" } },
      'chatbot(chatbotOf({ type: "webhook", url: "http://x" }, "the chatbot"), { name: "Ann" })',
      '{ chatbotOf } from "@sdialog/runner"',
    ],
    [
      { playedBy: "script", lines: ["a", "b"] },
      '{ ...scripted("Ann", ["a", "b"]), ...{ persona: { name: "Ann" } } }',
      undefined,
    ],
    [
      { playedBy: "script", lines: ["a"], noise: { kind: "typing", activation: 1 } },
      'persona: { name: "Ann" }, noise: ruleNoise(',
      undefined,
    ],
  ])("says of Ann %j", (more, expected, imported) => {
    expect(annOf(more).replaceAll("[    ", "[")).toContain(expected);
    if (imported !== undefined) expect(linesOf(more)).toContain(`import ${imported};`);
  });

  it("has a person type where there is one, and closes what they type into", () => {
    const open = "const lines = createInterface({ input: process.stdin, output: process.stdout });";
    const person = linesOf({ playedBy: "person" });
    expect(person).toContain(open);
    expect(person).toContain('import { createInterface } from "node:readline/promises";');
    expect(person.at(-1)).toBe("lines.close();");
    expect(annOf({ playedBy: "person" })).toContain(
      'human("Ann", async () => (await lines.question("Ann" + ": ")) || undefined)',
    );
    expect(linesOf({})).not.toContain(open);
  });

  it.each([
    ["alternate", undefined, "Agent, Conversation"],
    ["random", "noRepeat(randomOrder())", "Agent, Conversation, noRepeat, randomOrder"],
    ["addressed", "addressed()", "Agent, Conversation, addressed"],
    ["llm-select", 'llmSelect({ model: "local:one" })', "Agent, Conversation, llmSelect"],
  ])("chooses speakers by %s", (turnTaking, code, imports) => {
    const lines = linesOf({ model: "local:one" }, { turnTaking });
    const given = /turnTaking: (.*?),? maxTurns|turnTaking: (.*),/.exec(lines.join(" "));
    expect(given?.[1] ?? given?.[2]).toBe(code);
    expect(lines[0]).toBe(`import { ${imports} } from "@sdialog/agents";`);
  });

  it("says where it takes place, of what was filled in", () => {
    const lines = linesOf(
      {},
      { context: { location: "a café", topics: ["tea"], notes: "" }, maxTurns: 3, seed: 5 },
    );
    expect(lines.join(" ")).toContain('context: new Context({ location: "a café", topics: ["tea"] })');
    expect(lines.join(" ")).toContain("maxTurns: 3");
    expect(lines).toContain("const dialog = await conversation.run({ seed: 5 });");
    expect(linesOf({}, { context: { notes: "" } }).join(" ")).not.toContain("Context");
  });

  it("goes on from what was said before, and takes no more of it than it needs", () => {
    const event = (action: string, content: string) => ({
      agent: "Ann",
      action,
      actionLabel: null,
      content,
      timestamp: 1,
    });
    const dialog = new Dialog({
      id: "d1",
      seed: 3,
      notes: "Unneeded.",
      turns: ["One.", "Two.", "Three."].map((text, at) => ({ speaker: at % 2 === 0 ? "Ann" : "Bo", text })),
      events: [
        event("think", "first"),
        event("utter", "One."),
        event("think", "second"),
        event("utter", "Two."),
        event("think", "third"),
        event("utter", "Three."),
      ],
    });
    const code = linesOf({}, {}, { dialog, turn: 2 }).join("\n");
    expect(code).toContain("const dialog = await branch(original, 2, conversation, { seed: 7 });");
    for (const kept of [
      "// What was said before.",
      '"d1"',
      "seed: 3",
      '"One."',
      '"Two."',
      '"first"',
      '"second"',
    ])
      expect(code).toContain(kept);
    for (const left of ["Three.", "third", "Unneeded."]) expect(code).not.toContain(left);
    const bare = new Dialog({ turns: [{ speaker: "Ann", text: "One." }] });
    expect(linesOf({}, {}, { dialog: bare, turn: 1 }).join("\n")).not.toContain("events");
  });
});

describe("names in programs", () => {
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as typeof Function;
  const words =
    "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined";

  it.each(words.split(" "))("can be declared where somebody is called %s", (word) => {
    for (const name of [word, word.toUpperCase(), ` ${word}!`]) {
      const made = identifier(name, new Set());
      expect(made).not.toBe(word);
      expect(() => new AsyncFunction(`"use strict"; const ${made} = 1;`)).not.toThrow();
    }
  });

  it.each([
    ["Ann", "ann"],
    ["Ann-Marie O'NEILL", "annMarieONeill"],
    ["Zoë", "zoe"],
    ["2nd caller", "speaker2ndCaller"],
    ["李", "speaker"],
    ["", "speaker"],
    ["Save dialog", "speakersaveDialog"],
  ])("are made of words: %j is %s", (name, expected) => {
    expect(identifier(name, new Set())).toBe(expected);
  });

  it("are each used once", () => {
    expect(identifier("Ann", new Set(["ann"]))).toBe("ann2");
    expect(identifier("Ann", new Set(["ann", "ann2"]))).toBe("ann3");
  });
});

describe("data in programs", () => {
  const long = "x".repeat(60);
  it.each([
    [1, "1"],
    ['a\n"b"', String.raw`"a\n\"b\""`],
    [null, "null"],
    [[], "[]"],
    [{}, "{}"],
    [[1, [2, "a"]], '[1, [2, "a"]]'],
    [{ a: 1, "b c": [true], $d: null, "2": 0 }, '{ "2": 0, a: 1, "b c": [true], $d: null }'],
    [[long, long], `[\n  "${long}",\n  "${long}",\n]`],
    [{ a: long, b: [long, long] }, `{\n  a: "${long}",\n  b: [\n    "${long}",\n    "${long}",\n  ],\n}`],
    [["x".repeat(85)], `["${"x".repeat(85)}"]`],
    [["x".repeat(86)], `[\n  "${"x".repeat(86)}",\n]`],
  ])("%j is written as it is read, in lines of no more than 90 where it can be broken", (value, code) => {
    expect(dataCode(value)).toBe(code);
    expect(new Function(`return (${code});`)()).toEqual(value);
  });

  it("is the same when the program runs, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(new Function(`return (${dataCode(value)});`)()).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    const odd: unknown = JSON.parse('{ "__proto__": [1], "constructor": 2, "": 3 }');
    expect(Object.entries(new Function(`return (${dataCode(odd)});`)() as object)).toEqual(
      Object.entries(odd as object),
    );
  });

  it("counts how far in a line stands", () => {
    const value = { a: "x".repeat(80) };
    expect(dataCode(value)).not.toContain("\n");
    expect(dataCode(value, "    ")).toBe(`{\n      a: "${"x".repeat(80)}",\n    }`);
  });

  it("names a value by itself where it has its name, and leaves out what is not given", () => {
    expect(objectCode({ model: "model", seed: "1", judge: undefined })).toBe("{ model, seed: 1 }");
  });
});

describe("the program of a comparison", () => {
  const sets = [
    { name: "one set", source: "a.jsonl" },
    { name: "two", source: "b" },
  ];
  const evaluate = (more: object, files = [["a.jsonl"], ["b.json"]]): string =>
    evaluationCode(evaluationSchema.parse({ sets, metrics: ["mtld"], ...more }), files);

  it.each<[object, string, string]>([
    [{}, "reference:", ""],
    [{ reference: "two" }, "", 'reference: "two"'],
    [{ model: "openai:x" }, "model:", ""],
    [{ model: "openai:x", metrics: ["mtld", "llm-judge-score"] }, "", 'model: "openai:x"'],
    [{ embedder: "" }, "embedder:", ""],
    [{ embedder: "local" }, "", 'embedder: "local"'],
    [{ seed: 5 }, "", "seed: 5"],
  ])("asked for %j has %j not, but %j", (more, absent, present) => {
    const code = evaluate(more);
    expect(code).toContain(present);
    if (absent !== "") expect(code).not.toContain(absent);
  });

  it("reads the files of each set, and loads readers of other formats only for such files", () => {
    expect(evaluate({})).toContain('const datasets = { "one set": ["a.jsonl"], two: ["b.json"] };');
    expect(evaluate({})).not.toContain("@sdialog/formats");
    expect(evaluate({}, [["a.jsonl"], ["c.csv"]])).toContain('import "@sdialog/formats";');
    expect(evaluate({}, [["a.jsonl"]])).toContain('{ "one set": ["a.jsonl"], two: [] }');
  });

  it("compares simulated users with people of files, or of a reference", () => {
    const request = (real: string) =>
      realismSchema.parse({ real, simulated: "c", users: ["A", "B"], seed: 4 });
    const code = realismCode(request("p"), { real: ["p.jsonl"], simulated: ["c.json"] });
    expect(code).toContain('const user = ["A", "B"];');
    expect(code).toContain(
      'const people = (await fingerprintDialogs(readDialogs(["p.jsonl"]), { user })).fingerprints;',
    );
    expect(code).toContain(
      'const { fingerprints: simulated } = await fingerprintDialogs(readDialogs(["c.json"]), { user });',
    );
    expect(code).toContain("compareRealism(people, simulated, { seed: 4 })");
    expect(code).toContain('await saveRealismReport(comparison, "realism.html");');
    expect(code).toContain('from "@sdialog/realism";');
    expect(code).not.toContain("@sdialog/formats");
    const reference = realismCode(request("reference:star"), { real: [], simulated: ["c.csv"] });
    expect(reference).toContain('const people = referenceRows(await loadReference("star"));');
    expect(reference).toContain('import "@sdialog/formats";');
    expect(realismCode(request("p"), { real: ["p.txt"], simulated: ["c.json"] })).toContain(
      "@sdialog/formats",
    );
  });

  it("runs a recipe, or each of a sweep in a folder of its own", () => {
    expect(runCode([{ kind: "dialogues" }], "run")).toBe(
      'import { runRecipe } from "@sdialog/runner";\n\nconst recipe = { kind: "dialogues" };\nconsole.log(await runRecipe(recipe, { out: "run" }));\n',
    );
    const sweep = runCode([{ seed: 1 }, { seed: 2 }], "run");
    for (const [at, seed] of [1, 2].entries()) {
      expect(sweep).toContain(`const recipe${at + 1} = { seed: ${seed} };`);
      expect(sweep).toContain(`runRecipe(recipe${at + 1}, { out: "run-${at + 1}" })`);
    }
  });
});

describe("the program that looks inside", () => {
  const participant = sceneSchema.parse({ participants: [named("Ann"), named("Bo")] }).participants[0];
  const asked = { participant, message: 'Hi "you"!', seed: 4 };
  const steering = {
    ...asked,
    site: "model.layers.3",
    positive: ["How are you?"],
    negative: ["Bye."],
    operation: "add",
    strength: 2,
  };

  it("asks the same of the same, whoever plays them elsewhere, and where a reply looks only when asked to", () => {
    const plain = inspectionCode(
      lookSchema.parse({ ...asked, participant: { ...participant, playedBy: "script" } }),
    );
    expect(plain).toContain(
      'const agent = new Agent({ persona: new Persona({ name: "Ann" }), model: "local:pocket" });',
    );
    expect(plain).toContain(String.raw`agent.with(inspector).chat({ seed: 4 }).respond("Hi \"you\"!")`);
    expect(plain).not.toContain("attention");
    const looking = inspectionCode(lookSchema.parse({ ...asked, attention: "model.layers.2" }));
    expect(looking).toContain('const looks = new Inspector({ target: "model.layers.2.attention_weights" });');
    expect(looking).toContain(String.raw`agent.with(looks).chat({ seed: 4 }).respond("Hi \"you\"!")`);
  });

  it.each([
    ["add", "model.layers.3"],
    ["ablate", "model.layers.*"],
  ])("can %s a direction at %s", (operation, site) => {
    const code = inspectionCode(steerSchema.parse({ ...steering, operation }));
    expect(code).toContain(
      'const direction = await contrast(agent, { positive: ["How are you?"], negative: ["Bye."], site: "model.layers.3" });',
    );
    expect(code).toContain(
      `const steering = new Inspector().${operation}(direction, { site: "${site}", strength: 2 });`,
    );
    expect(code).toContain("await agent.with(steering)");
  });

  it("loads a direction that was saved", () => {
    const code = inspectionCode(steerSchema.parse({ ...steering, saved: "polite" }));
    expect(code).toContain('const direction = await loadDirection("steering-directions/polite.json");');
    expect(code).not.toContain("contrast");
    expect(code).toContain('import { Inspector, loadDirection } from "@sdialog/interpretability";');
  });
});
