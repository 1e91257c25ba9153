import { Dialog, type StopReason } from "@sdialog/core";
import { expect, it } from "vitest";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { findFindings } from "./find-findings.ts";

interface Held {
  readonly said: readonly (readonly [speaker: string, text: string, more?: object])[];
  readonly stopReason?: StopReason;
  readonly events?: readonly object[];
  readonly toolCalls?: readonly object[];
}

function found({ said, stopReason, events, toolCalls = [] }: Held): string[] {
  const dialog = new Dialog({
    turns: said.map(([speaker, text, more]) => ({ speaker, text, ...more })),
    events: events?.map((event) => ({ timestamp: 0, ...event })) as never,
    stopReason,
  });
  const talk = { dialog, bot: "Bot", toolCalls, latencies: [], goalReached: null, changes: null };
  return findFindings(talk as unknown as CheckedConversation).map(
    ({ class: kind, level, message, evidence }) =>
      `${level} ${kind}: ${message}${evidence.map(({ turn, quote }) => ` | ${turn} ${quote}`).join("")}`,
  );
}

const hi = ["Ann", "Hi"] as const;
const guard = (agent: string, content: object) => ({ agent, action: "guard", content });
const neverAsked =
  "hard user_fault: the simulated user ended the conversation before the bot was asked anything";

it.each<[string, Held, string[]]>([
  ["an answer", { said: [hi, ["Bot", "Hello"]] }, []],
  [
    "an error in place of an answer",
    { said: [hi, ["Bot", "", { chatbotError: { kind: "timeout", message: "no answer" } }]] },
    ["hard bot_timeout: no answer | 1 "],
  ],
  ["no text", { said: [hi, ["Bot", " "]] }, ["hard bot_empty: the answer has no text | 1  "]],
  [
    "text that cannot be seen",
    { said: [hi, ["Bot", "\u200b"]] },
    ["hard bot_empty: the answer has no text that can be seen | 1 \u200b"],
  ],
  ["a greeting without text", { said: [["Bot", "", { greeting: true }], hi, ["Bot", "Hello"]] }, []],
  [
    "the same answer twice, whoever spoke in between",
    { said: [hi, ["Bot", "Hello"], hi, ["Bot", "Hello"]] },
    ["soft bot_repeated: the answer is the one before it, word for word | 1 Hello | 3 Hello"],
  ],
  [
    "an answer that was given before another",
    { said: [hi, ["Bot", "a"], hi, ["Bot", "b"], hi, ["Bot", "a"]] },
    [],
  ],
  [
    "calls, of which one failed",
    {
      said: [hi, ["Bot", "Hello"]],
      toolCalls: [
        { turn: 1, name: "find", input: {}, isError: false },
        { turn: 1, name: "pay", input: {}, isError: true },
      ],
    },
    ["soft tool_error: a call of pay failed | 1 pay({})"],
  ],
  [
    "a connection of the bot's that stays open",
    {
      said: [hi, ["Bot", "Hello"]],
      events: [
        { agent: "Bot", action: "warning", actionLabel: "close", content: "refused" },
        { agent: "Bot", action: "warning", actionLabel: "other", content: "x" },
        { agent: "Bot", action: "think", actionLabel: "close", content: "x" },
        { agent: "Ann", action: "warning", actionLabel: "close", content: "x" },
      ],
    },
    ["soft bot_unclosed: the connection could not be closed: refused"],
  ],
  [
    "messages of the user that nobody could better",
    {
      said: [hi, ["Bot", "Hello"]],
      events: [
        guard("Ann", { letGo: true, fault: "coaching", detail: "tells the bot what to do" }),
        guard("Ann", { letGo: false, fault: "coaching", detail: "x" }),
        guard("Ann", { letGo: true, fault: "spelling", detail: "x" }),
        { ...guard("Ann", { letGo: true, fault: "coaching", detail: "x" }), action: "think" },
        guard("Ann", "let go" as never),
      ],
    },
    ["soft user_coaching: the simulated user tells the bot what to do"],
  ],
  ...(["incoherent", "role_leak", "empty", "parse_error"] as const).map(
    (stopReason): [string, Held, string[]] => [
      `an end by ${stopReason}`,
      { said: [hi, ["Bot", "Hello"]], stopReason },
      [`hard user_fault: the simulated user could not go on: ${stopReason}`],
    ],
  ),
  ...(["goal_reached", "max_turns", "budget", "provider_error"] as const).map(
    (stopReason): [string, Held, string[]] => [
      `an end by ${stopReason}`,
      { said: [hi, ["Bot", "Hello"]], stopReason },
      [],
    ],
  ),
  ["nothing said", { said: [] }, [neverAsked]],
  ["a message without an answer", { said: [hi] }, [neverAsked]],
  ["a greeting and a message", { said: [["Bot", "Welcome"], hi] }, [neverAsked]],
  ["a greeting alone", { said: [["Bot", "Welcome"]] }, [neverAsked]],
  ["a greeting, as nothing more was to come", { said: [["Bot", "Welcome"]], stopReason: "max_turns" }, []],
  ["a greeting, and then the bot was gone", { said: [["Bot", "Welcome"]], stopReason: "provider_error" }, []],
  ["nothing, as nothing was to come", { said: [], stopReason: "max_turns" }, [neverAsked]],
  [
    "messages that were refused",
    {
      said: [],
      events: [
        guard("Ann", { detail: "tells a secret" }),
        guard("Bot", { detail: "x" }),
        guard("Ann", { detail: 7 }),
        { ...guard("Ann", { detail: "x" }), action: "think" },
        guard("Ann", { detail: "is empty" }),
      ],
    },
    [`${neverAsked} after messages that were refused (tells a secret; is empty)`],
  ],
])("in a conversation with %s, this stands out", (_what, held, findings) => {
  expect(found(held)).toEqual(findings);
});
