import { expect, it } from "vitest";
import type { Answer } from "../answer.ts";
import {
  callItem,
  messageItem,
  reasoningItem,
  type ResponseHead,
  responseObject,
} from "./response-object.ts";

const head = { id: "resp_7", created_at: 1, model: "m" } as ResponseHead;
const answer = (more: object = {}) =>
  ({ text: "Hi", usage: { inputTokens: 5, outputTokens: 3, calls: 1 }, ...more }) as unknown as Answer;

it("is in progress, and empty, without an answer", () => {
  expect(responseObject(head)).toMatchObject({
    id: "resp_7",
    object: "response",
    status: "in_progress",
    incomplete_details: null,
    output: [],
    usage: null,
  });
});

it.each([
  [{}, "completed", null],
  [{ finishReason: "stop" }, "completed", null],
  [{ finishReason: "length" }, "incomplete", { reason: "max_output_tokens" }],
  [{ finishReason: "content_filter" }, "incomplete", { reason: "content_filter" }],
])("of an answer with %j is %s", (more, status, details) => {
  const output = [messageItem(head, "Hi")];
  expect(responseObject(head, answer(more), output)).toMatchObject({
    status,
    incomplete_details: details,
    output,
  });
});

it("counts tokens, those that were remembered and thought among them", () => {
  const usage = (more: object) =>
    responseObject(head, answer({ usage: { inputTokens: 5, outputTokens: 3, calls: 1, ...more } })).usage;
  const plain = {
    input_tokens: 5,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 3,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 8,
  };
  expect(usage({})).toEqual(plain);
  expect(usage({ cachedInputTokens: 2, thinkingTokens: 1 })).toEqual({
    ...plain,
    input_tokens_details: { cached_tokens: 2 },
    output_tokens_details: { reasoning_tokens: 1 },
  });
});

it("has items that are in progress until they are whole", () => {
  const call = { id: "c1", name: "find", input: { id: 1 } };
  expect([messageItem(head), messageItem(head, "")]).toMatchObject([
    { id: "msg_7", status: "in_progress", content: [] },
    { id: "msg_7", status: "completed", content: [{ type: "output_text", text: "" }] },
  ]);
  expect([reasoningItem(head), reasoningItem(head, "Hm")]).toMatchObject([
    { id: "rs_7", status: "in_progress", summary: [] },
    { id: "rs_7", status: "completed", summary: [{ text: "Hm" }] },
  ]);
  expect([callItem(head, call, ""), callItem(head, call)]).toMatchObject([
    { id: "fc_7_c1", status: "in_progress", arguments: "" },
    { id: "fc_7_c1", status: "completed", call_id: "c1", name: "find", arguments: '{"id":1}' },
  ]);
});
