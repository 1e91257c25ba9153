import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Agent } from "../agent/agent.ts";
import { forSpeakers } from "../guards/for-speakers.ts";
import type { Guard } from "../guards/guard.ts";
import { maxLength } from "../guards/max-length.ts";
import { singleSpeaker } from "../guards/single-speaker.ts";
import type { Participant } from "../participant.ts";
import { scripted } from "../participants/scripted.ts";
import { withNoise } from "../participants/with-noise.ts";
import { tool } from "../tools/tool.ts";
import { Conversation } from "./conversation.ts";
import type { ChatModel } from "@sdialog/llm";

const note = tool({ name: "note", description: "Notes a wish.", input: z.object({}), run: () => "noted" });

/** A model whose words come in pieces of so many characters. */
function inPieces(size: number, replies: readonly string[]): ChatModel {
  const model = scriptedModel([
    ...replies.slice(0, -1).map((text) => ({ text, toolCalls: [{ id: "1", name: "note", input: {} }] })),
    replies.at(-1) ?? "",
  ]);
  return {
    ...model,
    async *stream(request) {
      const result = await model.generate(request);
      for (let at = 0; at < result.text.length; at += size)
        yield { type: "text", delta: result.text.slice(at, at + size) };
      yield { type: "finish", result };
    },
  };
}

function ann(size: number, replies: readonly string[]): Agent {
  const tools = replies.length > 1 ? [note] : [];
  return new Agent({ name: "Ann Lee", persona: "a caller", tools, model: inPieces(size, replies) });
}

/** What is heard of the first turn, what is sent, and how often what was heard was taken back. */
async function follow(speaker: Participant, guards?: readonly Guard[]) {
  const participants = [speaker, scripted("Zed", ["Fine."])];
  const conversation = new Conversation({ participants, maxTurns: 1, ...(guards && { guards }) });
  let heard = "";
  let discards = 0;
  for await (const event of conversation.stream({ seed: 1 })) {
    if (event.type === "delta" && event.channel === "text") heard += event.delta;
    if (event.type === "discard") [heard, discards] = ["", discards + 1];
    if (event.type === "turn") return { heard: heard.trim(), sent: event.turn.text, discards };
  }
  return { heard: heard.trim(), sent: "", discards };
}

const labels = [
  "Ann Lee: ",
  "Ann:",
  "\n\n  Ann Lee : ",
  "**Ann Lee**: ",
  "**Ann Lee:** ",
  "[Ann]: ",
  "Ann Lee:\n\n\n",
];
/** What begins like a name in front, but is not one. */
const words = [
  "Ann Lee is my name.",
  "**Note:** Ann is here.",
  "A",
  "Ann Le",
  "[Sic] Ann: no",
  "*",
  "Anna: hi",
  ": x",
];

describe("what is heard of a turn", () => {
  it.each(labels)("has no %j in front that the turn has lost", async (label) => {
    for (const size of [1, 3, 50]) {
      const sent = "Hello there.";
      expect(await follow(ann(size, [label + sent]))).toEqual({ heard: sent, sent, discards: 0 });
      const both = "Let me see.\n\nHello there.";
      const beside = ann(size, [`${label}Let me see.`, label + sent]);
      expect(await follow(beside)).toEqual({ heard: both, sent: both, discards: 0 });
      expect(await follow(ann(size, [`${label}Bye!\n\nSTOP`]))).toMatchObject({
        heard: "Bye!",
        sent: "Bye!",
      });
    }
  });

  it.each(words)("is %j, word for word", async (sent) => {
    for (const size of [1, 3, 50])
      expect(await follow(ann(size, [sent]))).toEqual({ heard: sent, sent, discards: 0 });
  });

  it("has the name where no guard takes it away", async () => {
    const sent = "Ann Lee: Hello.";
    expect(await follow(ann(3, [sent]), [])).toEqual({ heard: sent, sent, discards: 0 });
    const others = [forSpeakers(["Zed"], singleSpeaker())];
    expect(await follow(ann(3, [sent]), others)).toEqual({ heard: sent, sent, discards: 0 });
    const own = [forSpeakers(["Ann Lee"], singleSpeaker())];
    expect(await follow(ann(3, [sent]), own)).toEqual({ heard: "Hello.", sent: "Hello.", discards: 0 });
  });

  it("is taken back, and comes again as it is sent, where a guard or noise has changed it", async () => {
    const gone = await follow(ann(4, ["I am here.\nZed: Me, too."]));
    expect(gone).toEqual({ heard: "I am here.", sent: "I am here.", discards: 1 });
    const short = await follow(ann(4, ["One sentence. And another one."]), [maxLength(3)]);
    expect(short).toMatchObject({ heard: short.sent, discards: 1 });
    const loud = withNoise(ann(4, ["Quiet words."]), {
      apply: (text) => Promise.resolve({ text: text.toUpperCase() }),
    });
    expect(await follow(loud)).toEqual({ heard: "QUIET WORDS.", sent: "QUIET WORDS.", discards: 1 });
    const post = new Agent({
      name: "Ann Lee",
      postprocess: (text) => text.toUpperCase(),
      model: inPieces(4, ["Quiet words."]),
    });
    expect(await follow(post)).toEqual({ heard: "QUIET WORDS.", sent: "QUIET WORDS.", discards: 1 });
  });
});
