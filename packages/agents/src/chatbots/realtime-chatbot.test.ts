import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import type { ChatbotOptions } from "../participants/chatbot.ts";
import { talkWith } from "../testing/talk-with.ts";
import { realtimeChatbot, type RealtimeChatbotOptions } from "./realtime-chatbot.ts";

const key = "sk-planted-in-realtime-4711";
/** A tenth of a second for each letter. */
const speak = (text: string) => Promise.resolve(new Float32Array(text.length * 2400).fill(0.25));

type Mood =
  | "well"
  | "silent"
  | "error"
  | "hangs up"
  | "fails"
  | "babbles"
  | "at once"
  | "rambles on"
  | "late";

/** A server that speaks the Realtime protocol and enforces its rules; says back how many tenths of a second it heard. */
async function startRealtime(mood: Mood = "well", roundTripMs = 0) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "realtime" });
  const seen: string[] = [];
  server.on("connection", (socket, { headers }) => {
    const travel = (arrive: () => void): void => {
      if (roundTripMs === 0) arrive();
      else setTimeout(arrive, roundTripMs / 2);
    };
    const send = (type: string, fields: object = {}) =>
      travel(() => socket.send(JSON.stringify({ type, event_id: "e", ...fields })));
    const fail = (message: string, code: string | null = null) =>
      send("error", { error: { type: "invalid_request_error", code, message } });
    let [heard, committed, ready, answering, id] = [0, 0, false, false, 0];
    const part = (response: number, word: string): void => {
      const place = { response_id: `r${response}`, item_id: `i${response}`, content_index: 0 };
      send("response.output_audio_transcript.delta", { ...place, delta: word });
      send("response.output_audio.delta", { ...place, delta: Buffer.alloc(24_000).toString("base64") });
    };
    const done = (response: number, status: string): void =>
      send("response.done", { response: { id: `r${response}`, status } });
    send("session.created", { session: {} });
    socket.on("message", (data: Buffer) => travel(() => take(data)));
    const take = (data: Buffer): void => {
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
        if (answering) return fail("an answer is active", "conversation_already_has_active_response");
        answering = true;
        const response = ++id;
        const words = ["I ", "heard ", String(committed / 4800), " tenths ", "of ", "you"];
        // The first answer comes when nobody waits for it any more.
        if (mood === "late" && response === 1) {
          setTimeout(() => {
            send("response.created", { response: { id: "r1" } });
            part(1, "too late");
            done(1, "completed");
          }, 300);
          return;
        }
        send("response.created", { response: { id: `r${response}` } });
        if (mood === "at once") {
          for (const word of words) part(response, word);
          answering = false;
          return done(response, "completed");
        }
        const next = (): void => {
          const word = words.shift();
          if (!answering || id !== response) return;
          if (word === undefined) {
            answering = false;
            return done(response, mood === "fails" ? "failed" : "completed");
          }
          part(response, word);
          setTimeout(next, 2);
        };
        setTimeout(next, 20);
      } else if (type === "response.cancel") {
        if (!answering)
          return fail("Cancellation failed: no active response found", "response_cancel_not_active");
        answering = false;
        if (mood === "late") return;
        done(id, "cancelled");
        if (mood === "rambles on") {
          const old = id;
          setTimeout(() => part(old, "of old "), 5);
          setTimeout(() => done(old, "completed"), 10);
        }
      } else if (type !== "conversation.item.truncate") fail(`unknown event ${type}`);
    };
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

async function talk(
  url: string,
  more: Partial<RealtimeChatbotOptions> = {},
  options: ChatbotOptions = {},
  lines = ["Hello", "Goodbye now"],
) {
  const bot = realtimeChatbot({ url, apiKey: key, speak, ...more });
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
    ["at once", 0],
    ["at once", 40],
    ["rambles on", 0],
    ["rambles on", 40],
  ] as const)(
    "that answers %s, %d ms away, is broken into without an error or a word of an old answer",
    async (mood, away) => {
      await using server = await startRealtime(mood, away);
      const lines = ["Hello", "Goodbye now", "No"];
      const answers = await talk(server.url, { bargeIns: 1, bargeInAfter: 1.5 }, {}, lines);
      expect(answers.map(({ text }) => text)).toEqual(["I heard 5", "I heard 11", "I heard 2"]);
      for (const turn of answers) {
        expect(turn["audio"]).toMatchObject({ seconds: 1.5, cutOff: true });
        expect(turn).not.toHaveProperty("chatbotError");
      }
    },
  );

  it("whose answer comes after its time is not taken to answer the next question", async () => {
    await using server = await startRealtime("late");
    const slowly = async (text: string) => {
      if (text !== "Hello") await new Promise((done) => setTimeout(done, 100));
      return speak(text);
    };
    const [first, second] = await talk(server.url, { speak: slowly }, { timeoutMs: 250 });
    expect(first).toMatchObject({ text: "", chatbotError: { kind: "timeout" } });
    expect(second?.text).toBe("I heard 11 tenths of you");
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
