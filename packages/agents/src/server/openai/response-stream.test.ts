import { expect, it } from "vitest";
import type { Answer } from "../answer.ts";
import { responseObject, type ResponseHead } from "./response-object.ts";
import { responseStream } from "./response-stream.ts";

const head: ResponseHead = {
  id: "resp_1",
  created_at: 7,
  model: "m",
  instructions: null,
  previous_response_id: null,
  temperature: null,
  top_p: null,
  max_output_tokens: null,
  store: false,
};
const answer = (more: Partial<Answer>): Answer => ({
  text: "",
  thinking: "",
  finishReason: "stop",
  usage: { inputTokens: 3, outputTokens: 4 } as Answer["usage"],
  toolCalls: [],
  events: [],
  dialog: undefined,
  ...more,
});
const call = { id: "c1", name: "weather", input: { town: "Ulm" } };

/** Type, place and what is said of every event, whose numbers follow each other. */
function told(pieces: readonly (readonly ["text" | "thinking", string])[], more: Partial<Answer>): string[] {
  const protocol = responseStream(head, (each) => responseObject(head, each));
  const frames = [
    ...(protocol.start?.() ?? []),
    ...pieces.flatMap(([channel, delta]) => [...protocol.piece({ channel, delta })]),
    ...protocol.end(answer(more)),
  ];
  return frames.map((frame, index) => {
    const [, named, json = ""] = /^event: (\S+)\ndata: (.*)\n\n$/.exec(frame) ?? [];
    const data = JSON.parse(json) as Record<string, unknown>;
    expect([data["type"], data["sequence_number"]]).toEqual([named, index]);
    const item = data["item"] as { type: string; status: string } | undefined;
    const response = data["response"] as { status: string } | undefined;
    const said =
      item === undefined
        ? (data["delta"] ?? data["text"] ?? data["arguments"])
        : `${item.type} ${item.status}`;
    return [named?.replace("response.", ""), data["output_index"], said, response?.status]
      .filter((part) => part !== undefined)
      .join(" ");
  });
}

const begun = ["created in_progress", "in_progress in_progress"];
const message = (at: number, deltas: string[], whole: string) => [
  `output_item.added ${at} message in_progress`,
  `content_part.added ${at}`,
  ...deltas.map((delta) => `output_text.delta ${at} ${delta}`),
  `output_text.done ${at} ${whole}`,
  `content_part.done ${at}`,
  `output_item.done ${at} message completed`,
];
const reasoning = (deltas: string[], whole: string) => [
  "output_item.added 0 reasoning in_progress",
  "reasoning_summary_part.added 0",
  ...deltas.map((delta) => `reasoning_summary_text.delta 0 ${delta}`),
  `reasoning_summary_text.done 0 ${whole}`,
  "reasoning_summary_part.done 0",
  "output_item.done 0 reasoning completed",
];
const called = (at: number) => [
  `output_item.added ${at} function_call in_progress`,
  `function_call_arguments.delta ${at} {"town":"Ulm"}`,
  `function_call_arguments.done ${at} {"town":"Ulm"}`,
  `output_item.done ${at} function_call completed`,
];

it("says a message in pieces, an empty one too", () => {
  expect(
    told(
      [
        ["text", "Hel"],
        ["text", "lo"],
      ],
      { text: "Hello" },
    ),
  ).toEqual([...begun, ...message(0, ["Hel", "lo"], "Hello"), "completed completed"]);
  expect(told([], {})).toEqual(
    [...begun, ...message(0, [], "").map((line) => line.trim()), "completed completed"].map((line) =>
      line === "output_text.done 0" ? "output_text.done 0 " : line,
    ),
  );
});

it("shows thinking before what is said, and none after it", () => {
  expect(
    told(
      [
        ["thinking", "hm"],
        ["thinking", "m"],
        ["text", "Hi"],
        ["thinking", "late"],
      ],
      { text: "Hi" },
    ),
  ).toEqual([...begun, ...reasoning(["hm", "m"], "hmm"), ...message(1, ["Hi"], "Hi"), "completed completed"]);
});

it("ends with the calls, after what was said and thought, and with no message where only calls are", () => {
  expect(told([], { toolCalls: [call] })).toEqual([...begun, ...called(0), "completed completed"]);
  expect(told([["thinking", "hm"]], { toolCalls: [call] })).toEqual([
    ...begun,
    ...reasoning(["hm"], "hm"),
    ...called(1),
    "completed completed",
  ]);
  expect(told([["text", "Hi"]], { text: "Hi", toolCalls: [call, call] })).toEqual([
    ...begun,
    ...message(0, ["Hi"], "Hi"),
    ...called(1),
    ...called(2),
    "completed completed",
  ]);
});

it.each([
  ["length", "incomplete", { reason: "max_output_tokens" }],
  ["content_filter", "incomplete", { reason: "content_filter" }],
  ["stop", "completed", null],
  ["tool_calls", "completed", null],
] as const)("an answer that ended by %s is %s", (finishReason, status, details) => {
  const response = responseObject(head, answer({ finishReason }));
  expect(response).toMatchObject({
    status,
    incomplete_details: details,
    usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
  });
  expect(told([["text", "Hi"]], { text: "Hi", finishReason }).at(-1)).toBe(`${status} ${status}`);
});
