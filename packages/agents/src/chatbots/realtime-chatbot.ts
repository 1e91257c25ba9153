import { Random } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotQuestion,
} from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { keepingSecrets } from "./keeping-secrets.ts";
import { type RealtimeEvent, RealtimeSocket } from "./realtime-socket.ts";

/** Says a text. @returns amplitudes of one channel at 24,000 Hz */
export type SpeakForChatbot = (text: string, signal: AbortSignal) => Promise<Float32Array>;

/** How {@link realtimeChatbot} talks. */
export interface RealtimeChatbotOptions {
  /** Address: `wss://api.openai.com/v1/realtime?model=gpt-realtime`, or `ws://127.0.0.1:8000/v1/realtime`. */
  readonly url: string;
  /** The key, for a server that asks for one; it goes where OpenAI's browsers put it. */
  readonly apiKey?: string | undefined;
  /** Says what the user says: `speechAt(await resolveSpeechModel("espeak"), { voice })` of `@sdialog/voice`. */
  readonly speak: SpeakForChatbot;
  /** What the chatbot is told before the conversation, for one that has no instructions of its own. */
  readonly instructions?: string | undefined;
  /** Share of answers that the user breaks into, 0 to 1. Default: 0. */
  readonly bargeIns?: number | undefined;
  /** Seconds of an answer that are heard before it is broken into. Default: 1. */
  readonly bargeInAfter?: number | undefined;
  /** Where the chance of breaking in starts. Default: 0. */
  readonly seed?: number | undefined;
}

const optionNames: OptionNames<RealtimeChatbotOptions> = {
  url: true,
  apiKey: true,
  speak: true,
  instructions: true,
  bargeIns: true,
  bargeInAfter: true,
  seed: true,
};

/** Samples per second in both directions. */
const sampleRate = 24_000;
/** Bytes that are sent at a time: a tenth of a second. */
const chunkBytes = (sampleRate / 10) * 2;

/**
 * A voice agent that speaks OpenAI's Realtime protocol over a WebSocket: it is spoken to, and answers in sound. Its answer is
 * the transcript it sends along; how long its first sound took, and how much of it was heard, stand in the turn as `audio`.
 *
 * @throws InvalidArgumentError for an option it does not know
 */
export function realtimeChatbot(options: RealtimeChatbotOptions): ChatbotConnector {
  checkArguments("realtimeChatbot", arguments, 1);
  requireArguments("realtimeChatbot", arguments, 1);
  const {
    url,
    apiKey,
    instructions,
    bargeIns = 0,
    bargeInAfter = 1,
  } = checkOptions("realtimeChatbot", options, optionNames);
  const { host, pathname } = new URL(url);
  const connector: ChatbotConnector = {
    name: host,
    address: `${new URL(url).protocol}//${host}${pathname}`,
    distinction: { type: "realtime", instructions: instructions ?? null, bargeIns, bargeInAfter },
    connect: ({ signal }) => RealtimeConversation.open(options, signal),
  };
  return keepingSecrets(connector, { url, apiKey });
}

/** One conversation: the server remembers what was said. */
class RealtimeConversation implements ChatbotConnection {
  readonly #socket: RealtimeSocket;
  readonly #options: RealtimeChatbotOptions;
  /** Answers that ended, or were given up. */
  readonly #over = new Set<string>();
  /** Answers that were given up before anything of them came. */
  #owed = 0;

  private constructor(socket: RealtimeSocket, options: RealtimeChatbotOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  static async open(
    options: RealtimeChatbotOptions,
    signal: AbortSignal | undefined,
  ): Promise<RealtimeConversation> {
    const { url, apiKey, instructions } = options;
    const socket = await RealtimeSocket.open(url, apiKey, signal);
    const format = { type: "audio/pcm", rate: sampleRate };
    socket.send("session.update", {
      session: {
        type: "realtime",
        output_modalities: ["audio"],
        // The engine says whose turn it is.
        audio: { input: { format, turn_detection: null }, output: { format } },
        ...(instructions === undefined ? {} : { instructions }),
      },
    });
    await socket.until("session.updated", signal);
    return new RealtimeConversation(socket, options);
  }

  async ask({ message, messages, signal }: ChatbotQuestion): Promise<ChatbotAnswer> {
    const { speak, bargeIns = 0, bargeInAfter = 1, seed = 0 } = this.#options;
    const breaksIn = new Random(seed).fork("barge-in", messages.length).chance(bargeIns);
    const socket = this.#socket;
    for (const event of socket.taken()) this.#isLate(event);
    this.#say(await speak(message, signal));
    socket.send("input_audio_buffer.commit");
    socket.send("response.create");
    const asked = performance.now();
    let [text, bytes, firstAudioMs, item] = ["", 0, Number.NaN, ""];
    let cutOff = false;
    let answer: string | undefined;
    try {
      for (;;) {
        const event = await socket.next(signal);
        if (this.#isLate(event)) continue;
        const response = responseOf(event);
        answer ??= response;
        if (response !== undefined && response !== answer) continue;
        if (event.type === "response.output_audio_transcript.delta" && !cutOff)
          text += textOf(event["delta"]);
        if (event.type === "response.output_audio.delta" && !cutOff) {
          if (bytes === 0) firstAudioMs = Math.round(performance.now() - asked);
          bytes += Buffer.byteLength(textOf(event["delta"]), "base64");
          item = textOf(event["item_id"]);
        }
        if (breaksIn && !cutOff && bytes >= bargeInAfter * sampleRate * 2) {
          cutOff = true;
          socket.send("response.cancel");
          socket.send("conversation.item.truncate", {
            item_id: item,
            content_index: 0,
            audio_end_ms: Math.round(bargeInAfter * 1000),
          });
        }
        // There was nothing left to cancel: all of the answer had been sent, faster than anybody can hear it.
        const isSpent = event.type === "error" && cutOff;
        if (event.type !== "response.done" && !isSpent) continue;
        const status = (event["response"] as { readonly status?: unknown } | undefined)?.status;
        if (status === "failed" || status === "incomplete")
          throw new ChatbotError(`its answer ended as ${status}`, { kind: "error" });
        const seconds = bytes / 2 / sampleRate;
        const heard = cutOff ? Math.min(seconds, bargeInAfter) : seconds;
        return {
          text,
          audio: { firstAudioMs: Number.isNaN(firstAudioMs) ? null : firstAudioMs, seconds: heard, cutOff },
        };
      }
    } catch (error) {
      if (!(error instanceof ChatbotError)) this.#giveUp(answer);
      throw error;
    } finally {
      if (answer !== undefined) this.#over.add(answer);
    }
  }

  /** Whether an event belongs to an answer that is over, or to one that nobody waits for any more. */
  #isLate(event: RealtimeEvent): boolean {
    const response = responseOf(event);
    if (response !== undefined && this.#over.has(response)) return true;
    if (this.#owed === 0 || !event.type.startsWith("response.")) return false;
    if (response !== undefined) this.#over.add(response);
    if (response !== undefined || event.type === "response.done") this.#owed--;
    return true;
  }

  /** Nobody waits any longer: what still comes of this answer must not be taken for the next one. */
  #giveUp(answer: string | undefined): void {
    if (answer === undefined) this.#owed++;
    try {
      this.#socket.send("response.cancel");
    } catch {
      // It has hung up, which the next question finds out.
    }
  }

  close(): void {
    this.#socket.close();
  }

  #say(samples: Float32Array): void {
    const pcm = Buffer.alloc(samples.length * 2);
    for (const [index, sample] of samples.entries())
      pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), index * 2);
    for (let at = 0; at < pcm.length; at += chunkBytes)
      this.#socket.send("input_audio_buffer.append", {
        audio: pcm.subarray(at, at + chunkBytes).toString("base64"),
      });
  }
}

/** The answer that an event is part of, for servers that say so. */
function responseOf(event: RealtimeEvent): string | undefined {
  const id = event["response_id"] ?? (event["response"] as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
