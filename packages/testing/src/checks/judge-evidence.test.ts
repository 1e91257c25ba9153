import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it } from "vitest";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { checkByJudge } from "./judge-check.ts";

const said = 'Order "o1": **done**,\nit\'s on its way \u2014 really.';
const call = {
  turn: 1,
  name: "refund",
  input: { order: "o1", city: "Köln" },
  output: '[{"note":"say \\"hi\\""}]',
  isError: false,
};
const change = { table: "orders", row: "o1", before: { status: "paid" }, after: { status: "refunded" } };
const talk: CheckedConversation = {
  dialog: new Dialog({
    turns: [
      { speaker: "User", text: "OK" },
      { speaker: "Chatbot", text: said },
    ],
  }),
  bot: "Chatbot",
  toolCalls: [call],
  latencies: [],
  goalReached: null,
  changes: [change],
};
const inside = (json: string) => json.slice(1, -1);
const { name, input, output, isError } = call;
const shownCall = JSON.stringify({ turn: 2, by: "Chatbot", name, input, output, isError });

it.each<[string, string, boolean]>([
  ["a turn as it was said", said, true],
  ["a turn as it is shown", inside(JSON.stringify(said)), true],
  ["the line of a turn", JSON.stringify({ turn: 2, speaker: "Chatbot", text: said }), true],
  ["a turn without its emphasis, with another dash", "done, it's on its way - really", true],
  ["a whole turn of two letters", "ok", true],
  ["the line of a call", inside(shownCall), true],
  ["a call, name and arguments as shown", '"name":"refund","input":{"order":"o1","city":"Köln"}', true],
  ["arguments with spaces", '{"order": "o1", "city": "Köln"}', true],
  ["a result as it is shown", inside(JSON.stringify(call.output)), true],
  ["a result as it was given", call.output, true],
  ["a whole value", "o1", true],
  ["what changed, as shown", '"after":{"status":"refunded"}', true],
  ["a full stop", ".", false],
  ["two letters out of a word", "on", false],
  ["nothing but quotation marks", '""', false],
  ["the frame of a line", '"speaker":"Chatbot"', false],
  ["what nobody said", "I never said this", false],
  ["words of two places", "really. refund", false],
])("takes %s for evidence, or not: %s", async (_what, quote, isEvidence) => {
  const model = scriptedModel(() => JSON.stringify({ quotes: [{ turn: 2, quote }], met: true, reason: "r" }));
  const { passed, evidence = [] } = await checkByJudge("it refunds", talk, { model, seed: 1 });
  expect(passed).toBe(isEvidence ? true : null);
  expect(evidence.length > 0).toBe(isEvidence);
});

it.each([
  ["It is on its way.", 2, 1],
  ["It is on its way.", 4, 3],
  // Said in no turn but another.
  ["It is on its way.", 1, 1],
  ["Thanks.", 2, 2],
  ["Thanks.", 9, 2],
])("places %j, quoted of turn %d, in the turn with index %d", async (quote, turn, index) => {
  const turns = ["Where is it?", "It is on its way.", "Thanks.", "It is on its way."].map((text, at) => ({
    speaker: at % 2 === 0 ? "User" : "Chatbot",
    text,
  }));
  const model = scriptedModel(() => JSON.stringify({ quotes: [{ turn, quote }], met: false, reason: "r" }));
  const shown = { ...talk, dialog: new Dialog({ turns }) };
  const { passed, evidence } = await checkByJudge("it tells where it is", shown, { model, seed: 1 });
  expect(passed).toBe(false);
  expect(evidence).toEqual([{ turn: index, speaker: turns[index]?.speaker, quote }]);
});

it("is asked for once more of a judge that quotes what nobody said, and told what a quote must be", async () => {
  const asked: string[] = [];
  const model = scriptedModel(({ messages }) => {
    asked.push(messages.map(({ content }) => content).join(""));
    const quote = asked.length === 1 ? "I never said this" : said;
    return JSON.stringify({ quotes: [{ turn: 2, quote }], met: true, reason: "r" });
  });
  expect((await checkByJudge("it refunds", talk, { model, seed: 1 })).passed).toBe(true);
  expect(asked.map((text) => text.includes("Every quote must stand in the turn it names"))).toEqual([
    false,
    true,
  ]);
});
