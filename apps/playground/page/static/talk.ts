import { signal } from "@preact/signals";
import { Agent, type ConversationEvent } from "@sdialog/agents";
import type { Dialog } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import { webModel } from "@sdialog/local/web";
import { Persona } from "@sdialog/personas";
import type { Cast, Part } from "./casts.ts";

/** What is heard of a turn so far. */
export interface Heard {
  readonly speaker: string;
  readonly text: string;
}

export const heard = signal<readonly Heard[]>([]);
export const talking = signal<AbortController | null>(null);
/** How much of model and runtime has come, from 0 to 1; `null` when nothing is on its way. */
export const loaded = signal<number | null>(null);
export const failure = signal<string | null>(null);
export const finished = signal<{ readonly dialog: Dialog; readonly seconds: number } | null>(null);

let model: Promise<ChatModel> | undefined;

/** The bundled model, in a worker of this page; what lies beside the page is fetched once. */
function bundledModel(): Promise<ChatModel> {
  // Bytes of weights and of runtime, which come one after the other.
  const files = new Map<string, { readonly loaded: number; readonly total: number }>();
  return webModel({
    folder: "./model",
    name: "pocket",
    runtime: "./runtime",
    worker: () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
    onProgress: ({ file, ...bytes }) => {
      files.set(file, bytes);
      const all = [...files.values()];
      const total = all.reduce((sum, each) => sum + each.total, 0);
      loaded.value = all.reduce((sum, each) => sum + each.loaded, 0) / total;
    },
  });
}

const agentOf = ({ name, role, personality, goal }: Part, played: ChatModel): Agent =>
  new Agent({ persona: new Persona({ name, role, personality, circumstances: goal }), model: played });

/** Lets the two talk until they are done, or until {@link stop}. */
export async function talk([first, second]: Cast, seed: number, maxTurns: number): Promise<void> {
  const controller = new AbortController();
  talking.value = controller;
  heard.value = [];
  failure.value = null;
  finished.value = null;
  try {
    // After a failure, the files are asked for again.
    const played = await (model ??= bundledModel().catch((error: unknown) => {
      model = undefined;
      throw error;
    }));
    const conversation = agentOf(first, played).conversationWith(agentOf(second, played), { maxTurns });
    let start = performance.now();
    for await (const event of conversation.stream({ seed, signal: controller.signal })) {
      // The time of loading is nobody's talk.
      if (event.type === "delta" && loaded.value !== null) {
        loaded.value = null;
        start = performance.now();
      }
      if (event.type === "finish")
        finished.value = { dialog: event.dialog, seconds: (performance.now() - start) / 1000 };
      else heard.value = following(heard.value, event);
    }
  } catch (error) {
    failure.value = error instanceof Error ? error.message : String(error);
  } finally {
    loaded.value = null;
    talking.value = null;
  }
}

export function stop(): void {
  talking.value?.abort();
}

/** What is heard after one more event: pieces grow, a refused draft is taken back, a finished turn stands. */
function following(
  all: readonly Heard[],
  event: Exclude<ConversationEvent, { type: "finish" }>,
): readonly Heard[] {
  const begun = all.slice(0, -1);
  const last = all.at(-1);
  if (event.type === "speaker") return [...all, { speaker: event.speaker, text: "" }];
  if (last === undefined) return all;
  if (event.type === "delta" && event.channel === "text")
    return [...begun, { ...last, text: last.text + event.delta }];
  if (event.type === "discard") return [...begun, { ...last, text: "" }];
  if (event.type === "turn")
    return [...begun, { speaker: event.turn.speaker ?? last.speaker, text: event.turn.text }];
  return all;
}

/** Saves a dialogue as the JSON that every other tool here reads. */
export function save(dialog: Dialog): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(dialog.toJSON(), undefined, 2)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `dialog-${dialog.seed ?? "unseeded"}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
