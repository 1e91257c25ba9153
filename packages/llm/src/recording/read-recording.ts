import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import type { ChatModel, ChatRequest, ChatResult } from "../chat-model.ts";
import { defineChatModel } from "../define-chat-model.ts";
import { ModelError, type ModelErrorKind } from "../errors/model-error.ts";
import { requestKey } from "../request-key.ts";
import { type RecordedCall, type RecordingEntry, recordingEntrySchema } from "./recording-entry.ts";

/** Model calls that were recorded, read back to be replayed without the models. */
export interface Recording {
  /** Ids of the models recorded. */
  readonly models: readonly string[];
  /**
   * A model that answers as it did when it was recorded. Calls with the same content are answered in the order
   * they were recorded; a call that was not recorded fails with `not_recorded`.
   *
   * @param id may be left out when only one model was recorded
   */
  model(id?: string): ChatModel;
}

/** Reads what `withRecording` wrote. @throws DataFormatError naming the file and line */
export async function readRecording(file: string): Promise<Recording> {
  const { readFile } = await import("./read-file.ts");
  const lines = (await readFile(file, "utf8")).split("\n");
  const entries = lines.flatMap((line, index) => (line === "" ? [] : [readEntry(line, file, index + 1)]));
  const models = [...new Set(entries.map(({ model }) => model))];
  return {
    models,
    model(id) {
      const [only, ...others] = models;
      const wanted = id ?? (others.length === 0 ? only : undefined);
      if (wanted === undefined || !models.includes(wanted))
        throw new InvalidArgumentError(`${file} holds recordings of: ${models.join(", ") || "no model"}`, {
          hint: "Pass the id of one of them.",
        });
      return replayed(wanted, entries, file);
    },
  };
}

function readEntry(line: string, file: string, number: number): RecordingEntry {
  const place = { source: file, line: number };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new DataFormatError("not JSON", place);
  }
  const entry = recordingEntrySchema().safeParse(value);
  if (!entry.success) throw new DataFormatError("not a line of a recording", place);
  return entry.data;
}

function replayed(id: string, entries: readonly RecordingEntry[], file: string): ChatModel {
  const headers = entries.flatMap((entry) => (entry.type === "model" && entry.model === id ? [entry] : []));
  const [header] = headers;
  if (header === undefined) throw new DataFormatError(`no line describes ${id}`, { source: file });
  const { capabilities, notice, fingerprint } = header;
  // It may have been changed between its calls, which come in the order in which they were recorded.
  const fingerprints = [
    ...new Map(headers.map((each) => [each.fingerprint?.["sha256"], each.fingerprint])).values(),
  ];
  const order = new Map(entries.map((entry, index) => [entry, index]));
  const waiting = new Map<string, RecordedCall[]>();
  for (const entry of entries) {
    if (entry.type !== "call" || entry.model !== id) continue;
    waiting.set(entry.key, [...(waiting.get(entry.key) ?? []), entry]);
  }

  async function generate(request: ChatRequest): Promise<ChatResult> {
    request.signal?.throwIfAborted();
    const keys = fingerprints.flatMap((each) => requestKey({ id, fingerprint: each }, request) ?? []);
    const next = (key: string): number => order.get(waiting.get(key)?.[0] as RecordedCall) ?? Infinity;
    const [key] = keys.toSorted((a, b) => next(a) - next(b) || 0);
    if (key === undefined)
      throw new ModelError("no recorded call stands for one whose backend options hold functions", {
        kind: "not_recorded",
        model: id,
        hint: "What a function does is not known. Steer along directions, or ask the model itself.",
      });
    const call = waiting.get(key)?.shift();
    if (call?.result !== undefined) return call.result;
    if (call?.error !== undefined) {
      const { message, ...options } = call.error;
      throw new ModelError(message, { ...options, kind: options.kind as ModelErrorKind, model: id });
    }
    throw new ModelError(
      `this call was not recorded${waiting.has(key) ? " that many times" : ""} (${key.slice(0, 12)})`,
      {
        kind: "not_recorded",
        model: id,
        hint: `A prompt, a setting or a seed differs from when ${file} was recorded; record it again.`,
      },
    );
  }
  return defineChatModel({ id, capabilities, notice, fingerprint, generate });
}
