import { madeOnce } from "@sdialog/core/internal";
import * as z from "zod/mini";
import type { ChatResult, ModelCapabilities } from "../chat-model.ts";

/** A line of a recording: a model that was used, or a call of one. */
export const recordingEntrySchema = madeOnce(() =>
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("model"),
      model: z.string(),
      capabilities: z.custom<ModelCapabilities>(isObject),
      notice: z.optional(z.string()),
      fingerprint: z.optional(z.record(z.string(), z.unknown())),
    }),
    z.object({
      type: z.literal("call"),
      model: z.string(),
      /** Hash of everything that can change the answer. */
      key: z.string(),
      result: z.optional(z.custom<ChatResult>(isObject)),
      error: z.optional(
        z.object({
          kind: z.string(),
          message: z.string(),
          status: z.optional(z.number()),
          retryAfterMs: z.optional(z.number()),
        }),
      ),
    }),
  ]),
);

export type RecordingEntry = z.infer<ReturnType<typeof recordingEntrySchema>>;
export type RecordedModel = Extract<RecordingEntry, { type: "model" }>;
export type RecordedCall = Extract<RecordingEntry, { type: "call" }>;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
