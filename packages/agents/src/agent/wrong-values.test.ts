import { InvalidArgumentError } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { feedbackUser } from "../participants/feedback-user/feedback-user.ts";
import { goalDirectedUser } from "../participants/goal-directed-user/goal-directed-user.ts";
import { scripted } from "../participants/scripted.ts";
import { graph } from "../turn-taking/graph.ts";
import { weighted } from "../turn-taking/random-order.ts";
import { Conversation } from "../conversation/conversation.ts";
import { Agent } from "./agent.ts";

describe("an agent", () => {
  it.each([{ stopSignal: "words" }, { temperature: "hot" }, { topP: Number.NaN }, { maxTokens: {} }])(
    "with %j is a typed error",
    (options) => {
      expect(() => new Agent(options as never)).toThrow(InvalidArgumentError);
    },
  );

  it.each([["a text"], [undefined], [null], [{ temperature: 0 }], [new Persona({ name: "Ada" })]])(
    "does not go with %j",
    (attachment) => {
      expect(() => new Agent().with(attachment as never)).toThrow(/Agent.with takes/);
    },
  );
});

describe("an agent's parts", () => {
  it.each([
    { think: "hihg" },
    { think: 3 },
    { thinkingTag: 5 },
    { tools: "search" },
    { tools: [() => "found"] },
    { tools: [{ name: "search" }] },
    { orchestrators: [() => "Be brief."] },
    { orchestrators: { label: "x" } },
    { middleware: (model: unknown) => model },
    { middleware: ["retry"] },
    { persona: { nam: "Ada" } },
    { persona: ["Ada"] },
    { model: { name: "mine", generate: () => "Hello" } },
    { model: { id: "mine", generate: () => "Hello" } },
    { model: 5 },
    { name: 5 },
    { canFinish: "yes" },
    { maxToolRounds: -1 },
    { firstUtterance: [1] },
    { postprocess: "trim" },
    { noise: () => "x" },
    { prompt: "You are Ada." },
    { context: { location: "a bar" } },
    { exampleDialogs: ["A: Hi"] },
    { facts: { "order number": 4711 } },
    { stop: "END" },
  ])("%j are refused when it is made, not when it speaks", (options) => {
    expect(() => new Agent(options as never)).toThrow(InvalidArgumentError);
  });

  it.each([
    { turnTaking: "random" },
    { guards: ["single"] },
    { stop: [20] },
    { stop: [{ name: "never" }] },
    { opening: [{ speaker: "A", txt: "Hi" }] },
    { context: { location: "a bar" } },
    { exampleDialogs: [{ turns: [] }] },
  ])("of a conversation: %j is refused when it is made", (options) => {
    const participants = [new Agent(), new Agent()];
    expect(() => new Conversation({ participants, ...(options as object) })).toThrow(InvalidArgumentError);
  });

  it("a conversation takes participants, not what is said of them", () => {
    const agent = new Agent();
    expect(() => new Conversation({ participants: [agent, { agent, nope: 1 } as never] })).toThrow(
      /participants\[1\] must be a participant/,
    );
  });

  it("its prompt depends on what is known of the situation, and on nothing else", () => {
    expect(() => new Agent({ persona: "a guest" }).prompt({ contxt: "a bar" } as never)).toThrow(
      /did you mean "context"/,
    );
  });
});

it.each([{ steps: ["Ask"], step: ["Pay"] }, {}, { steps: [] }, 5])("a goal cannot be %j", (goal) => {
  expect(() => goalDirectedUser({ persona: "a guest", goal: goal as never })).toThrow(InvalidArgumentError);
});

describe("what is refused by name before a model is asked", () => {
  const unasked = (): Agent =>
    new Agent({
      name: "Ann",
      model: {
        specVersion: 1,
        id: "never:asked",
        capabilities: {},
        generate: () => Promise.reject(new Error("asked")),
        stream: () => Promise.reject(new Error("asked")),
      } as never,
    });

  it.each([
    [{ role: "user", content: "Hi", images: ["a.png"] }, 'no option "images"'],
    [{ role: "user", content: "Hi", name: "Bob" }, 'no option "name"'],
    [{ role: "user", contents: "Hi" }, "A message is a string"],
  ])("a message %j", async (message, told) => {
    await expect(async () => unasked().respond([message as never])).rejects.toThrow(told);
  });

  it("no message of an SDK that names what it has not", async () => {
    const ann = new Agent({ name: "Ann", model: scriptedModel(["Hello."]) });
    const message = { role: "user", content: "Hi", refusal: null, annotations: [], audio: null } as const;
    const older = { ...message, function_call: null, tool_calls: undefined, name: "" };
    expect(await ann.respond([older as never])).toBe("Hello.");
    const lost = { ...message, annotations: [{ type: "url_citation" }] };
    await expect(async () => unasked().respond([lost as never])).rejects.toThrow('no option "annotations"');
  });

  it.each([0, -1, 1.5, Number.NaN, "9"])("longer answers of %j tokens", (retryMaxTokens) => {
    const participants = [unasked(), scripted("Bob", ["Hi."])];
    expect(() => new Conversation({ participants, retryMaxTokens: retryMaxTokens as never })).toThrow(
      "retryMaxTokens must be a whole number of at least 1",
    );
    expect(() => new Conversation({ participants, retryMaxTokens: 1 })).not.toThrow();
  });

  it("no seed that is null: it is drawn", async () => {
    const ann = new Agent({ name: "Ann", model: scriptedModel(["Hello."]) });
    const dialog = await ann.dialogWith(scripted("Bob", ["Hi."]), { seed: null, maxTurns: 1 });
    expect(Number.isSafeInteger(dialog.seed)).toBe(true);
  });

  it.each([
    [() => goalDirectedUser({ goal: "A recipe" } as never), "goalDirectedUser needs persona"],
    [() => feedbackUser({ query: "A recipe?" } as never), "feedbackUser needs persona"],
    [() => feedbackUser({ persona: "a cook" } as never), "feedbackUser needs query"],
  ])("%s", (make, told) => {
    expect(make).toThrow(told);
  });

  it.each([["abc"], [1.5], [Number.NaN], [2 ** 60], [{}]])("the seed %j", async (seed) => {
    const talk = async () => unasked().dialogWith(unasked(), { seed: seed as never });
    await expect(talk).rejects.toThrow("seed must be a whole number, not");
    expect(() => unasked().chat({ seed: seed as never })).toThrow("seed must be a whole number, not");
  });

  it.each([
    [() => weighted([1, 2] as never), "weights must be an object, not a list"],
    [() => graph("x" as never), "transitions must be an object, not string"],
    [() => graph({ Ann: "Bob" } as never), "Ann must be a list of strings, not string"],
  ])("%s", (make, told) => {
    expect(make).toThrow(told);
  });
});
