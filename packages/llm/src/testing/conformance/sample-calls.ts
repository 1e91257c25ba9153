import type { ChatChunk, ChatModel, ChatRequest, ChatResult } from "../../chat-model.ts";
import type { WireReply } from "./wire-protocol.ts";

/** A request that any backend can serve. */
export const greeting: ChatRequest = {
  messages: [
    { role: "system", content: "You run a lighthouse." },
    { role: "user", content: "Is the lamp lit?" },
  ],
};

export const weatherTool = {
  name: "look_up_weather",
  description: "Wind and visibility at a place.",
  inputSchema: {
    type: "object",
    properties: { place: { type: "string" } },
    required: ["place"],
    additionalProperties: false,
  },
};

/** Text in pieces, with letters, accents and signs of one to four bytes. */
export const pieces = ["Yes, ", "since dusk – ", "große ", "Freude ", "灯台 ", "🗼."];

export function replyOf(change: Partial<WireReply> = {}): WireReply {
  return { text: pieces, finish: "stop", usage: { inputTokens: 21, outputTokens: 9 }, ...change };
}

/** All chunks of a stream and the result at its end. */
export async function readAll(
  model: ChatModel,
  request: ChatRequest,
): Promise<{ readonly chunks: readonly ChatChunk[]; readonly result: ChatResult }> {
  const chunks: ChatChunk[] = [];
  for await (const chunk of model.stream(request)) chunks.push(chunk);
  const last = chunks.at(-1);
  if (last?.type !== "finish") throw new Error("the stream did not end with a finish chunk");
  return { chunks, result: last.result };
}

/** The two ways to call a model, each giving the result. */
export const waysToCall: readonly (readonly [
  string,
  (model: ChatModel, request: ChatRequest) => Promise<ChatResult>,
])[] = [
  ["generate", (model, request) => model.generate(request)],
  ["stream", async (model, request) => (await readAll(model, request)).result],
];
