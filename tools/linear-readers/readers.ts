import { readNpy } from "../../packages/interpretability/src/files/npy.ts";
import {
  parseDialogJson,
  parseDialogsJsonl,
  parseDialogTable,
  parseDialogText,
  Random,
  registered,
  SDialogError,
} from "@sdialog/core";
import { readDialogInput } from "@sdialog/core/fs";
import { onOneLine } from "@sdialog/core/internal";
import { jsonMessage, literalQuotes, quotes, tags, thinkingTags } from "@sdialog/agents";
import { findRepetition } from "../../packages/agents/src/guards/repetition.ts";
import { proseOf } from "../../packages/agents/src/guards/prose.ts";
import { readStopSignal } from "../../packages/agents/src/agent/stop-signal.ts";
import { unicodeTokenizer, splitSentences } from "@sdialog/evaluation/text";
import "@sdialog/formats";
import { blobInput } from "../../packages/formats/src/hub/hub-dialogs.ts";
import { sampleFiles } from "../../packages/formats/src/testing/sample-files.ts";
import { parseTemplate } from "../../packages/generators/src/attributes/rules/parse-template.ts";
import { protectedParts } from "../../packages/generators/src/dialogs/protected-parts.ts";
import { textPieces } from "../../packages/generators/src/noise/text-pieces.ts";
import { parseJsonReply } from "@sdialog/llm/internal";
import { bodyMessage } from "../../packages/llm/src/backend-kit/checked-fetch.ts";
import { ReplyBuilder } from "../../packages/llm/src/backend-kit/reply-builder.ts";
import { redactChunks } from "../../packages/llm/src/backend-kit/redact-reply.ts";
import { Secrets } from "../../packages/llm/src/backend-kit/secrets.ts";
import { readYaml } from "../../packages/runner/src/yaml/read-yaml.ts";
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
  "secrets in a stream": async (text) => {
    for await (const chunk of redactChunks(
      inPieces(text, (delta) => ({ type: "text", delta })),
      secrets,
    ))
      void chunk;
  },
  "a tool's arguments": (text) => {
    const reply = new ReplyBuilder("x:y", []);
    for (const piece of cut(text)) reply.toolCallPart(0, { id: "1", name: "look", input: piece });
    return [...reply.toolCallsDone()];
  },
  "a tool's name": (text) => {
    const reply = new ReplyBuilder("x:y", []);
    for (const piece of cut(text)) reply.toolCallPart(0, { name: piece });
    return [...reply.toolCallsDone()];
  },
  "many tool calls": (text) =>
    refused(() => {
      const reply = new ReplyBuilder("x:y", []);
      for (const [index, id] of cut(text).entries())
        reply.toolCallPart(index, { id: `${index}${id}`, name: id });
      return [...reply.toolCallsDone()];
    }),
  "words and calls in one": (text) => {
    const reply = new ReplyBuilder("x:y", []);
    return refused(() => cut(text).flatMap((piece) => [...reply.text(piece)]));
  },
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

/** In the pieces that streams come in. */
function cut(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / 40) }, (_, place) =>
    text.slice(40 * place, 40 * place + 40),
  );
}

async function* inPieces<Chunk>(text: string, chunk: (piece: string) => Chunk): AsyncGenerator<Chunk> {
  for (const piece of cut(text)) yield chunk(piece);
}

/**
 * Readers that take long for some texts, in time linear in them all the same: a recipe's, and every reader of dialogues there is, by its name: what reads a text in the place of what is said in a file of its kind,
 * and as the whole of such a file.
 */
export const fileReaders: Readonly<Record<string, (text: string) => Promise<void>>> = {
  recipe: async (text) => void refused(() => readYaml(text, "x.yaml")),
  ...Object.fromEntries(
    registered("reader").map(({ name }) => [
      name,
      async (text) => {
        const sample = sampleFiles.find(({ reader }) => reader === name) ?? withoutSample[name];
        if (sample === undefined)
          throw new Error(`the reader ${name} has no sample: add one to sample-files.ts`);
        const isJson = /^[[{]/.test(sample.text);
        const written = (said: string): string => (isJson ? JSON.stringify(said).slice(1, -1) : said);
        const spoken = sample.turns
          .flat()
          .map((turn) => turn.slice(turn.indexOf(": ") + 2).split("\n")[0] ?? "");
        const filled = spoken.reduce(
          (file, said) => file.replaceAll(written(said), () => written(text)),
          sample.text,
        );
        for (const content of [filled, text]) await readAs(name, sample.file, content);
      },
    ]),
  ),
};

/** Those whose files are no text, or say nothing in words: they read the hostile text alone. */
const withoutSample: Readonly<Record<string, Pick<(typeof sampleFiles)[number], "file" | "text" | "turns">>> =
  {
    parquet: { file: "train.parquet", text: "", turns: [] },
    tokens: { file: "train.jsonl", text: "", turns: [] },
  };

async function readAs(format: string, file: string, content: string): Promise<void> {
  const blob = new Blob([content]);
  const head = async (length: number): Promise<Uint8Array> =>
    new Uint8Array(await blob.slice(0, length).arrayBuffer());
  try {
    const dialogs = await readDialogInput(blobInput(blob, file, {}), head, {
      format,
      onError: () => undefined,
    });
    for await (const dialog of dialogs) void dialog;
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
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
