import { readNpy } from "../../packages/interpretability/src/files/npy.ts";
import { parseDialogJson, parseDialogsJsonl, parseDialogTable, parseDialogText, Random } from "@sdialog/core";
import { onOneLine } from "@sdialog/core/internal";
import { jsonMessage, literalQuotes, quotes, tags, thinkingTags } from "@sdialog/agents";
import { findRepetition } from "../../packages/agents/src/guards/repetition.ts";
import { proseOf } from "../../packages/agents/src/guards/prose.ts";
import { readStopSignal } from "../../packages/agents/src/agent/stop-signal.ts";
import { unicodeTokenizer, splitSentences } from "@sdialog/evaluation/text";
import { parseTemplate } from "../../packages/generators/src/attributes/rules/parse-template.ts";
import { protectedParts } from "../../packages/generators/src/dialogs/protected-parts.ts";
import { textPieces } from "../../packages/generators/src/noise/text-pieces.ts";
import { parseJsonReply } from "@sdialog/llm/internal";
import { bodyMessage } from "../../packages/llm/src/backend-kit/checked-fetch.ts";
import { Secrets } from "../../packages/llm/src/backend-kit/secrets.ts";
import { scriptedModel } from "@sdialog/llm/testing";

const request = { messages: [{ role: "user" as const, content: "?" }] };
const secrets = Secrets.of({ apiKey: "abcdefgh12345678" }, {});
secrets.noteSent({ authorization: "Bearer abcdefgh12345678" });
const tokenizer = unicodeTokenizer();

/** Everything that reads text from models, servers and files. What it makes of the text does not matter here. */
export const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseJsonReply,
  "json envelope": (text) => jsonMessage().open(text),
  "quotes envelope": (text) => quotes().open(text),
  "literal quotes": (text) => literalQuotes().open(text),
  "tags envelope": (text) => tags().open(text),
  "thinking tags": (text) => thinkingTags()(scriptedModel([text])).generate(request),
  "stop signal": readStopSignal,
  "guards' prose": proseOf,
  repetition: (text) => findRepetition(text),
  sentences: splitSentences,
  tokens: (text) => tokenizer.words(text),
  "one line": onOneLine,
  "dialogue as JSON": (text) => refused(() => parseDialogJson(text)),
  "dialogue as text": (text) => refused(() => parseDialogText(text)),
  "dialogue as table": (text) => refused(() => parseDialogTable(text)),
  "dialogues as JSON Lines": async (text) => {
    await Array.fromAsync(parseDialogsJsonl([text])).catch(() => undefined);
  },
  "attribute template": (text) => refused(() => parseTemplate(text, "x")),
  "protected parts": protectedParts,
  "noise's pieces": textPieces,
  "error message": bodyMessage,
  "secrets in an error": (text) => secrets.redact(text),
  "secrets in a reply": (text) => secrets.begunAtEnd(secrets.redactReply(text)),
  "NumPy header": (text) => {
    const header = new TextEncoder().encode(text);
    const bytes = new Uint8Array(12 + header.length);
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0]);
    new DataView(bytes.buffer).setUint32(8, header.length, true);
    bytes.set(header, 12);
    return refused(() => readNpy(bytes, "x.npy"));
  },
};

/** A reader may refuse a text; it may not take forever. */
function refused(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

const pieces = [
  ..."\n \t\"'`{}[]()<>,:.!?…。\\/|*#@=-+&1aA",
  "```",
  "```json\n",
  "<think>",
  "</think>",
  "<message>",
  '{"a":',
  "'a",
  '"a" ',
  '"a"\n',
  "STOP ",
  "STOP\n",
  "*waves* ",
  "e.g. ",
  "http://",
  "a@",
  "x-y: ",
  "{llm:",
  "'shape': (",
  "Ann: hi\n",
  "a,b\n",
  "[INST]",
];

/** A text of about `length` characters that is nothing but one or two pieces, again and again, between odd ends. */
export function hostileText(seed: number, length: number): string {
  const random = new Random(seed);
  const piece = (): string => random.pick(pieces);
  const unit = seed < pieces.length ? (pieces[seed] ?? "") : piece() + (random.next() < 0.5 ? piece() : "");
  const [before, after] = [random.next() < 0.5 ? piece() : "", random.next() < 0.5 ? piece() : ""];
  return before + unit.repeat(Math.ceil(length / unit.length)) + after;
}

/** How many texts are made of one piece each; seeds from here on mix two. */
export const simpleTexts = pieces.length;
