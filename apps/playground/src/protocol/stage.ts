import type { ConversationEvent } from "@sdialog/agents";
import type { DialogData } from "@sdialog/core";
import * as z from "zod";
import { type Scene, sceneSchema } from "./scene.ts";

/** A dialogue to go on from: its first `turn` turns are kept, the last of them perhaps in other words. */
export const originSchema = z.strictObject({
  dialog: z.looseObject({ turns: z.array(z.unknown()) }),
  turn: z.number().int().min(0),
  edited: z.string().min(1).optional(),
});

export const playSchema = z.strictObject({
  /** What people call it. */
  title: z.string().min(1).max(200),
  scene: sceneSchema,
  from: originSchema.optional(),
  /** Wait before every turn until told to step or go on. */
  paused: z.boolean().default(false),
});

export const commandSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("pause") }),
  z.strictObject({ do: z.literal("resume") }),
  z.strictObject({ do: z.literal("step") }),
  z.strictObject({ do: z.literal("stop") }),
  /** What the person at the page says; `null` ends the conversation. */
  z.strictObject({ do: z.literal("say"), text: z.string().max(20_000).nullable() }),
]);

export type StageCommand = z.output<typeof commandSchema>;

/** What a conversation on stage tells while it runs, one JSON object a line. */
export type StageEvent =
  | { readonly type: "start"; readonly seed: number; readonly participants: readonly string[] }
  | Exclude<ConversationEvent, { readonly type: "start" | "finish" }>
  | { readonly type: "figures"; readonly index: number; readonly figures: TurnFigures }
  | { readonly type: "finish"; readonly dialog: DialogData }
  | { readonly type: "state"; readonly state: StageState }
  | { readonly type: "notice"; readonly message: string }
  | { readonly type: "error"; readonly message: string; readonly hint?: string | undefined };

/** What a turn took, refused drafts included. */
export interface TurnFigures {
  /** From being asked to having answered; of a person, how long it thought and typed. */
  readonly milliseconds: number;
  /** Nothing for turns that no model made: of a chatbot, nobody tells. */
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** US dollars, when the price is known. */
  readonly cost: number | null;
}

export type StageState =
  | { readonly is: "running" }
  | { readonly is: "paused" }
  | { readonly is: "listening"; readonly to: string }
  | { readonly is: "over" };

/** A dialogue, how many of its turns are kept, and other words for the last of them. */
export interface Origin {
  readonly dialog: DialogData;
  readonly turn: number;
  readonly edited?: string | undefined;
}

/** A conversation the server remembers. */
export interface Take {
  readonly id: string;
  readonly title: string;
  readonly scene: Scene;
  /** What it goes on from, as it was asked for. */
  readonly from: Origin | null;
}
