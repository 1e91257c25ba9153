import { Context } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import type { Draft } from "../participant.ts";
import { scripted } from "../participants/scripted.ts";
import { minTurns } from "../stop-rules/turn-limits.ts";
import { Conversation } from "./conversation.ts";
import { ConversationFailedError } from "./conversation-failed-error.ts";
import type { ConversationEvent } from "./conversation-event.ts";

const clock = () => new Date("2026-01-02T03:04:05.678Z");

function pair(first: Parameters<typeof scriptedModel>[0], second: Parameters<typeof scriptedModel>[0]) {
  const models = [scriptedModel(first), scriptedModel(second)] as const;
  const alice = new Agent({ name: "Alice", persona: "a daughter", model: models[0] });
  const bob = new Agent({ name: "Bob", persona: "a dad", model: models[1] });
  return { alice, bob, models };
}

describe("Conversation", () => {
  it("alternates, lets the other answer a goodbye once, and is complete", async () => {
    const { alice, bob, models } = pair(["Hi dad!", "Bye! STOP"], ["Hello.", "See you."]);
    const dialog = await alice.dialogWith(bob, { seed: 1, clock });
    expect(dialog.turns.map((turn) => `${turn.speaker}: ${turn.text}`)).toEqual([
      "Alice: Hi dad!",
      "Bob: Hello.",
      "Alice: Bye!",
      "Bob: See you.",
    ]);
    expect(dialog).toMatchObject({
      complete: true,
      stopReason: "stop_signal",
      seed: 1,
      timestamp: "2026-01-02T03:04:05Z",
    });
    expect(dialog.personas).toEqual({ Alice: { description: "a daughter" }, Bob: { description: "a dad" } });
    for (const model of models) model.assertDone();
  });

  it("refuses tools that somebody else would have to run, known beforehand or called", async () => {
    const { alice } = pair(["Hi!"], []);
    const external = { name: "weather", description: "", inputSchema: {}, isExternal: true };
    const other = (tools: object) => ({
      name: "Bob",
      ...tools,
      begin: () => ({
        // oxlint-disable-next-line require-yield
        async *reply(): AsyncGenerator<never, Draft> {
          return { text: "", toolCalls: [{ id: "1", name: "weather", input: {} }] };
        },
      }),
    });
    const said = "Bob has the external tool weather, which nobody runs in a conversation";
    expect(() => new Conversation({ participants: [alice, other({ tools: [external] })] })).toThrow(said);
    await expect(alice.dialogWith(other({}), { seed: 1 })).rejects.toThrow(said);
    for (const tools of [null, "weather", [null]])
      expect(() => new Conversation({ participants: [alice, other({ tools })] })).toThrow(
        /^new Conversation participants\[1\] tools/u,
      );
  });

  it.each([
    ["a participant", new TypeError("x is not a function"), "x is not a function"],
    ["a participant, no error at all", "out of paper", "out of paper"],
  ])("keeps what was said when %s throws", async (_who, thrown, message) => {
    const { alice } = pair(["Hi!"], []);
    const other = {
      name: "Bob",
      begin: () => ({
        // oxlint-disable-next-line require-yield
        async *reply(): AsyncGenerator<never, never> {
          throw thrown;
        },
      }),
    };
    const error = await alice.dialogWith(other, { seed: 1 }).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ConversationFailedError);
    const { dialog } = error as ConversationFailedError;
    expect(dialog.turns).toEqual([{ speaker: "Alice", text: "Hi!" }]);
    expect(dialog).toMatchObject({
      complete: false,
      stopReason: "provider_error",
      extra: { failure: { code: "unexpected_error", message } },
    });
  });

  it.each(["start", "turn", "finish"])("keeps what was said when a listener throws at a %s", async (type) => {
    const { alice, bob } = pair(["Hi!", "Bye! STOP"], ["Hello.", "See you."]);
    let turns = 0;
    const error = await alice
      .dialogWith(bob, {
        seed: 1,
        onEvent: (event) => {
          if (event.type === "turn") turns++;
          if (event.type === type && (type !== "turn" || turns === 2)) throw new TypeError("no such column");
        },
      })
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ConversationFailedError);
    expect((error as Error).message).toContain("no such column");
    const { dialog } = error as ConversationFailedError;
    expect(dialog.length).toBe({ start: 0, turn: 2, finish: 4 }[type]);
    expect(dialog.complete).toBe(type === "finish");
  });

  it("lets go of those who have begun when one cannot begin", async () => {
    const closed: string[] = [];
    const ready = {
      name: "A",
      begin: () => ({ ...scripted("A", []).begin({} as never), close: () => void closed.push("A") }),
    };
    const unable = { name: "B", begin: () => Promise.reject(new Error("no")) };
    const conversation = new Conversation({ participants: [ready as never, unable] });
    const heard: string[] = [];
    const running = conversation.run({ seed: 1, onEvent: ({ type }) => void heard.push(type) });
    const error = (await running.catch((thrown: unknown) => thrown)) as ConversationFailedError;
    expect(error).toBeInstanceOf(ConversationFailedError);
    expect(error.message).toBe("The conversation failed after 0 turns: no");
    expect(error.dialog).toMatchObject({ length: 0, stopReason: "provider_error", seed: 1, complete: false });
    expect(Object.keys(error.dialog.personas ?? {})).toEqual(["A", "B"]);
    expect(heard).toEqual(["finish"]);
    expect(closed).toEqual(["A"]);
  });

  it("names a guard that gives no verdict", async () => {
    for (const verdict of [undefined, {}, { ok: true }, { pass: "yes" }]) {
      const guard = { name: "polite", check: () => verdict as never };
      const conversation = new Conversation({
        participants: [scripted("A", ["Hi."]), scripted("B", ["Hi."])],
        guards: [guard],
      });
      await expect(conversation.run({ seed: 1 })).rejects.toMatchObject({
        cause: {
          code: "invalid_argument",
          message: "What check() of the guard polite returns has no `pass`",
        },
      });
    }
  });

  it("keeps what was said of a message whose speaker failed in the middle of it", async () => {
    const failing = (said: string | undefined) => ({
      ...scriptedModel([]),
      generate: () =>
        Promise.reject(new ModelError("it broke", { kind: "invalid_request", model: "x:y", said })),
    });
    for (const said of ["Room 12", undefined]) {
      const alice = new Agent({ name: "Alice", model: failing(said) });
      const bob = new Agent({ name: "Bob", model: scriptedModel([]) });
      const error = await alice.dialogWith(bob, { seed: 1 }).catch((thrown: unknown) => thrown);
      const { dialog } = error as ConversationFailedError;
      const kept = dialog.events?.filter(({ actionLabel }) => actionLabel === "broken off");
      expect(kept?.map(({ agent, content }) => [agent, content])).toEqual(
        said === undefined ? [] : [["Alice", said]],
      );
    }
  });

  it("ends at once on a signal without words", async () => {
    const { alice, bob } = pair(["Hi!", "STOP"], ["Hello."]);
    const dialog = await alice.dialogWith(bob, { seed: 1 });
    expect(dialog.length).toBe(2);
    expect(dialog.complete).toBe(true);
  });

  it("counts an odd maxTurns exactly and calls it truncated", async () => {
    const { alice, bob } = pair(
      () => "a",
      () => "b",
    );
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 3 });
    expect(dialog.length).toBe(3);
    expect(dialog).toMatchObject({ complete: false, stopReason: "max_turns" });
  });

  it("is complete when it ends by itself exactly at maxTurns", async () => {
    const { alice, bob } = pair(["Hi.", "Bye. STOP"], ["Hello."]);
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 3 });
    expect(dialog).toMatchObject({ complete: true, stopReason: "stop_signal" });
  });

  it("shows every speaker its own opening and keeps context out of the next conversation", async () => {
    const { alice, bob, models } = pair(
      () => "a",
      () => "b",
    );
    await alice.dialogWith(bob, { seed: 1, maxTurns: 4, context: new Context({ location: "kitchen" }) });
    expect(models[0].requests[1]?.messages.map((message) => message.role)).toEqual([
      "system",
      "assistant",
      "user",
    ]);
    expect(models[0].requests[0]?.messages[0]?.content).toContain("Location: kitchen");
    const again = await alice.dialogWith(bob, { seed: 1, maxTurns: 1 });
    expect(models[0].requests.at(-1)?.messages[0]?.content).not.toContain("kitchen");
    expect(again.context).toBeNull();
  });

  it("tries a refused turn again under another seed and reports it", async () => {
    const { alice, bob, models } = pair(["", "Hi."], ["Alice: I speak for you", "Hello."]);
    const events: ConversationEvent[] = [];
    const dialog = await alice.dialogWith(bob, {
      seed: 1,
      maxTurns: 2,
      onEvent: (event) => events.push(event),
    });
    expect(dialog.turns.map((turn) => turn.text)).toEqual(["Hi.", "Hello."]);
    expect(models[0].requests[0]?.seed).not.toBe(models[0].requests[1]?.seed);
    expect(
      dialog.events?.filter((event) => event.action === "guard").map((event) => event.actionLabel),
    ).toEqual(["not-empty", "single-speaker"]);
    expect(events.filter((event) => event.type === "discard")).toHaveLength(2);
    expect(dialog.extra["faults"]).toEqual({ empty: 1, double_turn: 1 });
  });

  it("fails as what it is when retries are used up", async () => {
    const { alice, bob } = pair(() => "", []);
    const dialog = await alice.dialogWith(bob, { seed: 1, retries: 1 });
    expect(dialog).toMatchObject({ complete: false, stopReason: "empty", turns: [] });
  });

  it("never takes an error for satisfaction: it throws and keeps what was said", async () => {
    const limit = new ModelError("rate limit", { kind: "rate_limit", model: "scripted:test" });
    const { alice, bob } = pair(["Hi."], [limit]);
    const error = await alice.dialogWith(bob, { seed: 1 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConversationFailedError);
    const { dialog } = error as ConversationFailedError;
    expect(dialog.turns.map((turn) => turn.text)).toEqual(["Hi."]);
    expect(dialog).toMatchObject({ complete: false, stopReason: "provider_error" });
    expect(dialog.extra["failure"]).toEqual({
      code: "model_rate_limit",
      message: "scripted:test: rate limit",
    });
  });

  it("vetoes an early end with one more question to the speaker", async () => {
    const { alice, bob, models } = pair(
      ["Hi.", "STOP", "One more thing.", "Bye. STOP"],
      ["Hello.", "Yes?", "Bye."],
    );
    const dialog = await alice.dialogWith(bob, { seed: 1, stop: [minTurns(4)] });
    expect(dialog.turns.map((turn) => turn.text)).toEqual([
      "Hi.",
      "Hello.",
      "One more thing.",
      "Yes?",
      "Bye.",
      "Bye.",
    ]);
    expect(models[0].requests[2]?.messages.at(-1)?.content).toContain("not over");
    models[0].assertDone();
  });

  it("stops where it is when cancelled and returns what was said", async () => {
    const controller = new AbortController();
    const { alice, bob } = pair(["Hi."], () => {
      controller.abort();
      return "never heard";
    });
    const dialog = await alice.dialogWith(bob, { seed: 1, signal: controller.signal, maxTurns: 10 });
    expect(dialog.stopReason).toBe("cancelled");
  });

  it("streams what happens and ends with the dialogue", async () => {
    const { alice, bob } = pair(["Hi."], ["Hello."]);
    const types: string[] = [];
    for await (const event of alice.conversationWith(bob, { maxTurns: 2 }).stream({ seed: 1 }))
      types.push(event.type);
    expect(types).toEqual([
      "start",
      "speaker",
      "delta",
      "event",
      "turn",
      "speaker",
      "delta",
      "event",
      "turn",
      "finish",
    ]);
  });

  it("gives nameless and equal speakers names of their own", async () => {
    const model = scriptedModel(() => "x");
    const conversation = new Conversation({
      participants: [
        new Agent({ model }),
        new Agent({ model }),
        new Agent({ name: "A", model }),
        new Agent({ name: "A", model }),
      ],
      maxTurns: 4,
    });
    const dialog = await conversation.run({ seed: 1 });
    expect(dialog.speakers()).toEqual(["Speaker 1", "Speaker 2", "A", "A 2"]);
    expect(Object.keys(dialog.personas ?? {})).toEqual(dialog.speakers());
  });

  it("tags messages with names when more than two speak, and lets nobody end it for all silently", async () => {
    const models = ["x", "y", "z"].map((text) => scriptedModel(() => text));
    const agents = models.map((model, index) => new Agent({ name: `N${index}`, persona: "p", model }));
    await new Conversation({ participants: agents, maxTurns: 4 }).run({ seed: 1 });
    expect(models[0]?.requests[1]?.messages.slice(1)).toEqual([
      { role: "assistant", content: "x" },
      { role: "user", content: "N1: y\nN2: z" },
    ]);
  });

  it("goes on from an earlier dialogue with one thing changed", async () => {
    const { alice, bob } = pair(
      () => "a",
      () => "b",
    );
    const original = await alice.dialogWith(bob, { seed: 1, maxTurns: 4 });
    const other = new Agent({ name: "Bob", persona: "a grumpy dad", model: scriptedModel(() => "grr") });
    const branch = await alice.dialogWith(other, { seed: 1, maxTurns: 4, from: original.slice(0, 3) });
    expect(branch.turns.map((turn) => turn.text)).toEqual(["a", "b", "a", "grr"]);
    expect(branch.parentId).toBe(original.slice(0, 3).id);
  });

  it("gives 200 conversations at once what they give one after another", async () => {
    const model = () => scriptedModel(({ seed, messages }) => `${seed}-${messages.length}`);
    const alice = new Agent({ name: "Alice", persona: "a", model: model() });
    const bob = new Agent({ name: "Bob", persona: "b", model: model() });
    const hold = (seed: number) => alice.dialogWith(bob, { seed, maxTurns: 6, clock });
    const seeds = Array.from({ length: 200 }, (_, index) => index);
    const together = await Promise.all(seeds.map(hold));
    for (const seed of seeds) expect(together[seed]?.toJSON()).toEqual((await hold(seed)).toJSON());
  });

  it("gives dialogues that can differ different ids, and the same one the same id", async () => {
    const { alice, bob } = pair(
      () => "a",
      () => "b",
    );
    const id = async (first: Agent, maxTurns = 2) => (await first.dialogWith(bob, { seed: 1, maxTurns })).id;
    const ids = [
      await id(alice),
      await id(alice, 3),
      await id(alice.clone({ canFinish: false })),
      await id(alice.clone({ firstUtterance: "Hi." })),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(await id(alice)).toBe(ids[0]);
  });

  it("refuses fewer than two participants", () => {
    expect(() => new Conversation({ participants: [] })).toThrow("at least two participants");
  });

  it("keeps the dialogue where a participant of one's own replies with a promise, and leaves none that nobody waits for", async () => {
    const odd = {
      name: "Odd",
      begin: () => ({ reply: async () => Promise.reject(new Error("late")) }),
    } as never;
    const running = new Conversation({ participants: [scripted("Ana", ["Hi."]), odd], maxTurns: 4 }).run();
    const error = await running.then(undefined, (thrown: unknown) => thrown as ConversationFailedError);
    expect(error).toBeInstanceOf(ConversationFailedError);
    expect((error as ConversationFailedError).message).toContain("is not an async generator");
    expect((error as ConversationFailedError).dialog.turns.map(({ text }) => text)).toEqual(["Hi."]);
  });
});
