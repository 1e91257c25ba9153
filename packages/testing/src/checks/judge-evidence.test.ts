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
