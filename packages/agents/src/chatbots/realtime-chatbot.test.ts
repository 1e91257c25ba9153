import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import type { ChatbotOptions } from "../participants/chatbot.ts";
import { talkWith } from "../testing/talk-with.ts";
import { realtimeChatbot, type RealtimeChatbotOptions } from "./realtime-chatbot.ts";

const key = "sk-planted-in-realtime-4711";
/** A tenth of a second for each letter. */
const speak = (text: string) => Promise.resolve(new Float32Array(text.length * 2400).fill(0.25));

type Mood = "well" | "silent" | "error" | "hangs up" | "fails" | "babbles";

/** A server that speaks the Realtime protocol and enforces its rules; says back how many tenths of a second it heard. */
async function startRealtime(mood: Mood = "well") {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "realtime" });
  const seen: string[] = [];
  server.on("connection", (socket, { headers }) => {
    const send = (type: string, fields: object = {}) =>
      socket.send(JSON.stringify({ type, event_id: "e", ...fields }));
    const fail = (message: string) => send("error", { error: { type: "invalid_request_error", message } });
    let [heard, committed, ready, answering] = [0, 0, false, false];
    send("session.created", { session: {} });
    socket.on("message", (data: Buffer) => {
      const { type, ...fields } = JSON.parse(data.toString("utf8")) as {
        type: string;
        audio?: string;
        session?: { type?: string; audio?: object };
      };
      seen.push(type);
      if (!(headers["sec-websocket-protocol"] ?? "").includes(`openai-insecure-api-key.${key}`))
        return fail("no key");
      if (type === "session.update") {
        if (fields.session?.type !== "realtime") return fail("session.type is required");
        ready = true;
        return send("session.updated");
      }
      if (!ready) return fail("no session");
      if (type === "input_audio_buffer.append") heard += Buffer.from(fields.audio ?? "", "base64").length;
      else if (type === "input_audio_buffer.commit") {
        if (heard < 4800) return fail("buffer too small: expected at least 100ms of audio");
        [committed, heard] = [heard, 0];
      } else if (type === "response.create") {
        if (mood === "silent") return;
        if (mood === "error") return fail(`overloaded, ${headers["sec-websocket-protocol"]}`);
        if (mood === "hangs up") return socket.close();
        if (mood === "babbles") return socket.send("hello?");
        answering = true;
        send("response.created");
        const words = ["I ", "heard ", String(committed / 4800), " tenths ", "of ", "you"];
        const next = (): void => {
          const word = words.shift();
          if (!answering) return;
          if (word === undefined) {
            answering = false;
            return send("response.done", { response: { status: mood === "fails" ? "failed" : "completed" } });
          }
          send("response.output_audio_transcript.delta", { item_id: "i1", content_index: 0, delta: word });
          send("response.output_audio.delta", {
            item_id: "i1",
            content_index: 0,
            delta: Buffer.alloc(24_000).toString("base64"),
          });
          setTimeout(next, 2);
        };
        setTimeout(next, 20);
      } else if (type === "response.cancel") {
        if (!answering) return fail("nothing to cancel");
        answering = false;
        send("response.done", { response: { status: "cancelled" } });
      } else if (type !== "conversation.item.truncate") fail(`unknown event ${type}`);
    });
  });
  await new Promise((done) => server.once("listening", done));
  return {
    seen,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime?model=test`,
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((done) => server.close(done));
    },
  };
}

async function talk(url: string, more: Partial<RealtimeChatbotOptions> = {}, options: ChatbotOptions = {}) {
  const bot = realtimeChatbot({ url, apiKey: key, speak, ...more });
  const lines = ["Hello", "Goodbye now"];
  return (await talkWith(bot, { onError: "record", ...options }, lines)).answers;
}

describe.skipIf(typeof WebSocket === "undefined")("realtimeChatbot", () => {
  it("is spoken to, answers in sound, and each turn tells how long that took", async () => {
    await using server = await startRealtime();
    const answers = await talk(server.url);
    expect(answers.map(({ text }) => text)).toEqual(["I heard 5 tenths of you", "I heard 11 tenths of you"]);
    for (const turn of answers) {
      expect(turn["audio"]).toEqual({ firstAudioMs: expect.any(Number), seconds: 3, cutOff: false });
      expect((turn["audio"] as { firstAudioMs: number }).firstAudioMs).toBeGreaterThanOrEqual(10);
      expect(turn["latencyMs"]).toEqual(expect.any(Number));
    }
    expect(server.seen.filter((type) => type === "session.update")).toHaveLength(1);
  });

  it("is broken into when the user does so: what was heard is the answer, and it is told to stop", async () => {
    await using server = await startRealtime();
    const answers = await talk(server.url, { bargeIns: 1, bargeInAfter: 1 });
    expect(answers.map(({ text }) => text)).toEqual(["I heard ", "I heard "]);
    expect(answers[0]?.["audio"]).toMatchObject({ seconds: 1, cutOff: true });
    expect(
      server.seen.filter((type) => type === "response.cancel" || type === "conversation.item.truncate"),
    ).toHaveLength(4);
  });

  it.each([
    ["silent", "timeout"],
    ["error", "error"],
    ["hangs up", "unreachable"],
    ["fails", "error"],
    ["babbles", "error"],
  ] as const)("that is %s is a finding of the kind %s, without the key", async (mood, kind) => {
    await using server = await startRealtime(mood);
    const [first] = await talk(server.url, {}, { timeoutMs: kind === "timeout" ? 300 : 30_000 });
    expect(first).toMatchObject({ text: "", chatbotError: { kind } });
    expect(JSON.stringify(first)).not.toContain(key);
  });

  it("that is not there is unreachable", async () => {
    const [first] = await talk("ws://127.0.0.1:9/v1/realtime");
    expect(first).toMatchObject({ chatbotError: { kind: "unreachable" } });
  });
});
