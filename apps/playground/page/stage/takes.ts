import { computed, signal } from "@preact/signals";
import type { DialogData } from "@sdialog/core";
import type { Scene } from "../../src/protocol/scene.ts";
import type { Origin, StageCommand, StageEvent, Take } from "../../src/protocol/stage.ts";
import { api, lines, remove } from "../state/api.ts";
import { fail } from "../state/messages.ts";
import { afterEvent, newTake, type TakeView } from "./take-view.ts";

/** All conversations of this visit, in the order they began. */
export const takes = signal<readonly TakeView[]>([]);

/** The ones on view: one, or two side by side. */
export const shownIds = signal<readonly string[]>([]);

export const shown = computed(() =>
  shownIds.value.flatMap((id) => takes.value.find((take) => take.id === id) ?? []),
);

/** The one that commands are for: the rightmost. */
export const current = computed(() => shown.value.at(-1));

interface PlayOptions {
  readonly from?: Origin | null;
  readonly paused?: boolean;
  /** The take it goes on from, which stays on view. */
  readonly beside?: string | undefined;
  /** What sets it apart, after its number. */
  readonly subtitle?: string;
}

/** Begins a conversation and puts it on view. */
export async function play(scene: Scene, options: PlayOptions = {}): Promise<void> {
  const { from = null, paused = false, beside, subtitle } = options;
  const name = `Take ${takes.value.length + 1}`;
  const title = subtitle === undefined ? name : `${name}: ${subtitle}`.slice(0, 200);
  const take = await api<Take>("stage", { title, scene, paused, ...(from === null ? {} : { from }) });
  takes.value = [...takes.value, newTake(take)];
  shownIds.value = beside === undefined ? [take.id] : [beside, take.id];
  void watch(take.id);
}

/** Takes up the conversations of earlier visits, those that still run included. */
export async function resumeTakes(): Promise<void> {
  const earlier = await api<Take[]>("stage");
  takes.value = earlier.map(newTake);
  shownIds.value = earlier.slice(-1).map(({ id }) => id);
  for (const { id } of earlier) void watch(id);
}

/** Stops and forgets all conversations. */
export async function clearStage(): Promise<void> {
  await remove("stage");
  takes.value = [];
  shownIds.value = [];
}

/** Shows a finished dialogue from elsewhere, to go on from. */
export function showDialog(dialog: DialogData, title: string, scene: Scene): void {
  const id = `dialog-${takes.value.length + 1}`;
  const from: Origin = { dialog, turn: dialog.turns.length };
  const take: TakeView = {
    ...newTake({ id, title, scene, from }),
    state: { is: "over" },
    dialog,
    from: null,
  };
  takes.value = [...takes.value, take];
  shownIds.value = [id];
}

export async function command(id: string, body: StageCommand): Promise<void> {
  await api(`stage/${id}/command`, body);
}

/** Resolves to the dialogue when the conversation is over. */
export function finished(id: string): Promise<DialogData> {
  return new Promise((resolve, reject) => {
    const unsubscribe = takes.subscribe((all) => {
      const take = all.find((each) => each.id === id);
      if (take?.state.is !== "over") return;
      queueMicrotask(() => unsubscribe());
      if (take.dialog === null) reject(new Error(take.error?.message ?? "The conversation did not begin"));
      else resolve(take.dialog);
    });
  });
}

async function watch(id: string): Promise<void> {
  try {
    for await (const events of lines<StageEvent>(`stage/${id}/events`)) {
      takes.value = takes.value.map((take) => (take.id === id ? events.reduce(afterEvent, take) : take));
    }
  } catch (error) {
    // A conversation that was cleared away is no longer followed.
    if (takes.value.some((take) => take.id === id)) fail(error);
  }
}
