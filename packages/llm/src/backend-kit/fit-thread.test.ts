import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../message.ts";
import { fitThread } from "./fit-thread.ts";
import { freeThread, strictThread } from "./thread-rules.ts";

const system = (content: string): Message => ({ role: "system", content });
const user = (content: string): Message => ({ role: "user", content });
const said = (content: string): Message => ({ role: "assistant", content });
const called = (...ids: readonly string[]): Message => ({
  role: "assistant",
  content: "",
  toolCalls: ids.map((id) => ({ id, name: "look", input: {} })),
});
const result = (toolCallId: string, content = toolCallId): Message => ({
  role: "tool",
  toolCallId,
  name: "look",
  content,
});
const begin = user("[Instruction: Begin.]");

describe("fitThread", () => {
  it("leaves alone what is well formed, and says nothing", () => {
    const thread = [system("s"), user("a"), said("b"), user("c"), called("1"), result("1")];
    for (const rules of [strictThread, freeThread])
      expect(fitThread(thread, rules)).toEqual({ messages: thread, warnings: [] });
  });

  it.each([
    ["instructions only", [system("s")], [system("s"), begin]],
    ["nothing", [], [begin]],
    ["the assistant first", [system("s"), said("a"), user("b")], [system("s"), begin, said("a"), user("b")]],
    ["the assistant last", [user("a"), said("b")], [user("a"), said("b"), user("[Instruction: Go on.]")]],
    [
      "neighbours",
      [user("a"), user("b"), said("c"), said("d"), user("e")],
      [user("a\nb"), said("c\nd"), user("e")],
    ],
    ["late instructions", [system("s"), user("a"), system("t")], [system("s"), user("a\n[Instruction: t]")]],
    ["silence", [user(""), said(" "), user("b")], [user("(silence)\nb")]],
    ["an empty instruction", [system(" "), user("a")], [user("a")]],
    [
      "results out of order",
      [user("a"), called("1", "2"), result("2"), result("1")],
      [user("a"), called("1", "2"), result("1"), result("2")],
    ],
    [
      "a result too few",
      [user("a"), called("1"), user("b")],
      [user("a"), called("1"), { ...result("1", "The tool gave no result."), isError: true }, user("b")],
    ],
    ["a result too many", [user("a"), result("1", "calm")], [user("a\n[Result of look: calm]")]],
    [
      "an empty result",
      [user("a"), called("1"), result("1", "")],
      [user("a"), called("1"), result("1", "(no output)")],
    ],
    [
      "ids no provider takes",
      [user("a"), called("é"), result("é", "x")],
      [user("a"), called("call_0"), result("call_0", "x")],
    ],
    [
      "ids used twice",
      [user("a"), called("1"), result("1"), said("b"), user("c"), called("1"), result("1", "x")],
      [user("a"), called("1"), result("1"), said("b"), user("c"), called("call_1"), result("call_1", "x")],
    ],
  ] as const)("under the strict rules: %s", (_case, thread, expected) => {
    expect(fitThread(thread, strictThread).messages).toEqual(expected);
  });

  it("keeps under the free rules whatever stands where", () => {
    const thread = [said("a"), said("b"), system("s"), user("c"), system("t")];
    expect(fitThread(thread, freeThread)).toEqual({ messages: thread, warnings: [] });
    expect(fitThread([system("s")], freeThread).messages).toEqual([system("s")]);
    expect(fitThread([], freeThread).messages).toEqual([begin]);
  });

  const content = fc.constantFrom("a", "b", "", " ");
  const id = fc.constantFrom("1", "2", "é");
  const message: fc.Arbitrary<Message> = fc.oneof(
    content.map(system),
    content.map(user),
    content.map(said),
    fc.array(id, { maxLength: 2 }).map((ids) => called(...ids)),
    fc.tuple(id, content).map(([call, text]) => result(call, text)),
  );

  it("makes any thread one that the strictest provider takes, and leaves that as it is", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (thread) => {
        const { messages } = fitThread(thread, strictThread);
        const spoken = messages.filter(({ role }) => role !== "system");
        expect(messages.findLastIndex(({ role }) => role === "system")).toBeLessThanOrEqual(0);
        expect(spoken[0]?.role).toBe("user");
        expect(spoken.at(-1)?.role).not.toBe("assistant");
        const ids = new Set<string>();
        for (const [index, { role, content: text, ...more }] of spoken.entries()) {
          const before = spoken[index - 1]?.role;
          if (role !== "tool") expect(before).not.toBe(role);
          const calls = "toolCalls" in more ? (more.toolCalls ?? []) : [];
          expect(text.trim() !== "" || calls.length > 0).toBe(true);
          for (const [nth, call] of calls.entries()) {
            expect(ids.has(call.id)).toBe(false);
            ids.add(call.id);
            expect(spoken[index + 1 + nth]).toMatchObject({ role: "tool", toolCallId: call.id });
          }
          if (role === "tool") expect(before === "assistant" || before === "tool").toBe(true);
        }
        expect(fitThread(messages, strictThread)).toEqual({ messages, warnings: [] });
      }),
    );
  });
});
