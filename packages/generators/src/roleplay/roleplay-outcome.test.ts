import { ModelError } from "@sdialog/llm";
import { scriptedModel, type ScriptedStep } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { RoleplayGenerator, type RoleplayGeneratorOptions } from "./roleplay-generator.ts";
import { roleplayReport, roleplayResult } from "./roleplay-outcome.ts";

const play = (
  inquirer: readonly ScriptedStep[],
  responder: readonly ScriptedStep[] = [],
  options: Partial<RoleplayGeneratorOptions> = {},
) => {
  const [goal, persona] = ["a recipe", "a young cook"];
  return new RoleplayGenerator({
    inquirer: scriptedModel(inquirer),
    responder: scriptedModel(responder),
    goals: [goal],
    personas: [persona],
    turnRetries: 0,
    retries: 0,
    modelRetries: 0,
    ...options,
  }).play({ goal, persona, seed: 1 });
};

const limited = new ModelError("rate limit", { kind: "rate_limit", model: "x:y" });
const loop = "again and again and again and again and";
const table = "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 | 3 |";
const code = "```py\nt.forward(10) t.left(90)\nt.forward(10) t.left(90)\nt.forward(10) t.left(90)\n```";

describe("the outcome of a role-play dialogue", () => {
  it.each([
    ["goal_reached", ['"Bread?"', "FINISH"], ["Flour."], { compat: false }],
    ["stopped_before_exchange", ["FINISH"], [], {}],
    ["turn_limit", ['"Bread?"'], ["Flour."], { maxTurns: 2 }],
    ["no_prompt", ["I wonder what to ask."], [], {}],
    ["incoherent_inquirer", [`"${loop}"`], [], {}],
    ["incoherent_responder", ['"Bread?"'], [loop], {}],
    ["empty_inquirer", ['"Bread?"', '"  "'], ["Flour."], { envelope: anything() }],
    ["empty_responder", ['"Bread?"'], [" "], {}],
    ["provider_error", ['"Bread?"'], [limited], {}],
    ["role_leak", ['"How can I help you?"'], [], {}],
  ] as const)("%s", async (outcome, inquirer, responder, options) => {
    expect(roleplayResult(await play(inquirer, responder, options)).outcome).toBe(outcome);
  });

  it.each([
    [['"Bread?"', '"  "'], ["Flour."], { envelope: anything() }, { emptyInquirer: 1 }],
    [['"Bread?"'], [" "], {}, { emptyResponder: 1 }],
    [[`"${loop}"`], [], {}, { incoherentInquirer: 1 }],
    [['"Bread?"'], [loop], {}, { incoherentResponder: 1 }],
    [["I wonder."], [], {}, { noPrompt: 1 }],
    [['"x"? "Bread, I mean?"', "FINISH"], ["Flour."], {}, { multiplePrompts: 1 }],
    [['"Bread?"', "FINISH"], ["Flour."], {}, {}],
  ] as const)("counts the faults of whoever made them %#", async (inquirer, responder, options, faults) => {
    const counted = roleplayResult(await play(inquirer, responder, options)).faults;
    expect(Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0))).toEqual(faults);
  });

  it("counts what another try put right", async () => {
    const dialog = await play(
      ["hm", `"${loop}"`, 'Maybe "x"? "How do I bake bread?"', "FINISH"],
      ["", "[INST] I ask myself", "Flour and water.\nUser: And salt?"],
      { turnRetries: 2 },
    );
    expect(dialog.turns.map(({ text }) => text)).toEqual(["How do I bake bread?", "Flour and water."]);
    expect(roleplayResult(dialog)).toEqual({
      outcome: "goal_reached",
      exchanges: 1,
      faults: {
        noPrompt: 1,
        multiplePrompts: 1,
        incoherentInquirer: 1,
        incoherentResponder: 0,
        selfReplies: 1,
        emptyInquirer: 0,
        emptyResponder: 2,
        unaskedFacts: 0,
        inventedFacts: 0,
        coaching: 0,
        roleInversions: 0,
        regenerated: 2,
      },
    });
  });

  it("is not known of dialogues that do not say, which count for no share", async () => {
    const told = await play(['"Bread?"', "FINISH"], ["Flour."]);
    const untold = told.clone({ stopReason: null });
    expect(roleplayResult(untold)).toMatchObject({ outcome: "unknown", exchanges: 1 });
    expect(roleplayReport([told, untold])).toMatchObject({
      outcomes: { goal_reached: 1, unknown: 1 },
      goalReached: 1,
    });
    expect(roleplayReport([untold]).goalReached).toBeNull();
  });

  it("is added up over a set", async () => {
    const dialogs = [
      await play(['"Bread?"', '"Salt?"', "FINISH"], ["Flour.", "Yes."]),
      await play(["hm"]),
      await play(["hm"]),
      await play(["FINISH"]),
    ];
    expect(roleplayReport(dialogs)).toMatchObject({
      dialogs: 4,
      outcomes: { goal_reached: 1, no_prompt: 2, stopped_before_exchange: 1 },
      faults: { noPrompt: 2, multiplePrompts: 0 },
      goalReached: 0.25,
      meanExchanges: 0.5,
    });
    expect(() => roleplayReport([])).toThrow("no dialogues");
  });
});

/** The original's rules to the letter (left) and what replaces them (right). */
describe("compat and strict rules", () => {
  it.each<readonly [what: string, reply: string, literal: string, strict: string]>([
    ["curly quotes", "“Bread?”", "no_prompt", "Bread?"],
    ["escaped quotes", '"print(\\"hi\\")"', "print(\\", 'print("hi")'],
    ["quotes in code before the message", '```js\nlog("x")\n```\n"Explain this"', "x", "Explain this"],
    ["an unmatched quote", 'one "unmatched', "no_prompt", "no_prompt"],
    ["an empty quotation", '""', "", "no_prompt"],
    ["Finish as the first word", '"x"\nFinish the poem please, "a poem"', "x", "a poem"],
    ["Finish alone in front", 'Finish the poem please: "a poem"', "stopped_before_exchange", "a poem"],
    ["a table", `${table}\n"Explain this table"`, "incoherent_inquirer", "Explain this table"],
    ["code that repeats itself", `${code}\n"Explain this code"`, "incoherent_inquirer", "Explain this code"],
    ["brackets in a row", '} } } }\n"Explain this"', "incoherent_inquirer", "Explain this"],
    ["emphasis", '"very very very good?"', "very very very good?", "very very very good?"],
  ])("%s", async (_what, reply, literal, strict) => {
    for (const [compat, expected] of [
      [true, literal],
      [false, strict],
    ] as const) {
      const dialog = await play([reply, "FINISH"], ["Yes."], { compat });
      const { outcome, exchanges } = roleplayResult(dialog);
      expect(exchanges === 0 ? outcome : dialog.turns[0]?.text, `compat ${compat}`).toBe(expected);
    }
  });

  it("ends at a responder's table in compat only", async () => {
    const options = [['"Bread?"', "FINISH"], [table]] as const;
    expect(roleplayResult(await play(...options, { compat: true })).outcome).toBe("incoherent_responder");
    expect(roleplayResult(await play(...options)).outcome).toBe("goal_reached");
  });

  it("does not try again in compat", async () => {
    const dialog = await play(["hm"], [], { compat: true, turnRetries: 2 });
    expect(roleplayResult(dialog)).toMatchObject({
      outcome: "no_prompt",
      faults: { noPrompt: 1, regenerated: 0 },
    });
  });
});

/** The whole reply is the message, blank ones included. */
function anything() {
  return {
    name: "anything",
    instruction: "",
    seal: (message: string) => message,
    open: (reply: string) => ({ ok: true as const, message: reply.replaceAll('"', ""), candidates: 1 }),
  };
}
