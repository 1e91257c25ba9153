import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { madeUpResult, madeUpVerdict } from "../testing/made-up-result.ts";
import { testedDialog, type TestedDialog } from "../results/tested-dialog.ts";
import { matchers } from "./matchers.ts";
import { judgedByMatchers, wrongConversations } from "./wrong-conversation.ts";

/** One conversation for each letter: y does, n does not, ? could not be judged. */
function held(letters: string): TestedDialog[] {
  return [...letters].map((letter, index) => {
    const text = letter === "y" ? "Goodbye." : "Hm.";
    const test = madeUpResult({}, letter === "?" ? { outcome: "error" } : {});
    const turns = [
      { speaker: "User", text: "Hi" },
      { speaker: "Chatbot", text },
    ];
    return testedDialog(new Dialog({ id: `d${index}`, turns, test }));
  });
}

it.each([
  // Of what should hold, those are told of which it does not.
  ["yy", true, []],
  ["yny", true, [[1, "to end with goodbye", "its last answer is “Hm.”"]]],
  [
    "n?",
    true,
    [
      [0, "to end with goodbye", "its last answer is “Hm.”"],
      [1, "to end with goodbye", expect.any(String)],
    ],
  ],
  // Of what should not, those of which it does, unless some show nothing.
  ["nn", false, []],
  ["ynn", false, [[0, "not to end with goodbye", "it does"]]],
  ["yn?", false, [[2, "not to end with goodbye", expect.stringContaining("not tested")]]],
])("of conversations %s, where it should hold: %j, these are wrong: %j", (letters, wanted, wrong) => {
  const conversations = held(letters);
  const found = wrongConversations(
    conversations,
    matchers.toEndWith(conversations, "goodbye"),
    wanted,
    (one) => conversations.indexOf(one),
  );
  expect(found.map(({ place, expected, reason }) => [place, expected, reason])).toEqual(wrong);
});

it("leaves out conversations from elsewhere", () => {
  const conversations = held("nn");
  const matched = matchers.toEndWith(conversations, "goodbye");
  expect(
    wrongConversations(conversations, matched, true, (one) => (one === conversations[1] ? 7 : undefined)),
  ).toEqual([expect.objectContaining({ place: 7 })]);
});

it("fails the conversations that are wrong, for every reason, and no others", () => {
  const conversations = [...held("ynn?")].map(({ dialog }) => JSON.parse(JSON.stringify(dialog)) as object);
  const wrong = ["to end", "to pass"].map((expected) => ({ place: 1, expected, reason: "it does not" }));
  const [sound, failed, other, unjudged] = judgedByMatchers(conversations, [
    ...wrong,
    { place: 3, expected: "to end", reason: "not tested" },
  ]);
  expect([sound, failed, other, unjudged].map((one) => one?.result.outcome)).toEqual([
    "passed",
    "failed",
    "passed",
    "error",
  ]);
  expect(failed?.result.verdicts.slice(-2)).toEqual(
    ["to end", "to pass"].map((expected) =>
      madeUpVerdict({ expectation: `expected ${expected}`, kind: "matcher", reason: "it does not" }),
    ),
  );
  expect(failed?.dialog.extra["test"]).toEqual(failed?.result);
  expect(sound?.result.verdicts).toHaveLength(1);
});
