import { computed, signal } from "@preact/signals";
import type { DialogData } from "@sdialog/core";
import type { Scene } from "../../src/protocol/scene.ts";
import type { StageCommand, StageEvent, Take } from "../../src/protocol/stage.ts";
import { api, lines } from "../state/api.ts";
import { fail } from "../state/messages.ts";
import { afterEvent, newTake, type Origin, type TakeView } from "./take-view.ts";

/** All conversations of this visit, in the order they began. */
export const takes = signal<readonly TakeView[]>([]);

/** The ones on view: one, or two side by side. */
export const shownIds = signal<readonly string[]>([]);

export const shown = computed(() =>
  shownIds.value.flatMap((id) => takes.value.find((take) => take.id === id) ?? []),
);

/** The one that commands are for: the rightmost. */
export const current = computed(() => shown.value.at(-1));

/** Begins a conversation and puts it on view, beside `beside` when that is given. */
export async function play(
  scene: Scene,
  {
    from = null,
    paused = false,
    beside,
  }: { from?: Origin | null; paused?: boolean; beside?: string | undefined } = {},
): Promise<void> {
  const take = await api<Take>("stage", { scene, paused, ...(from === null ? {} : { from }) });
  const number = takes.value.length + 1;
  const parent = takes.value.find(({ id }) => id === beside);
  const origin = from === null ? "" : ` (${parent?.title ?? "library"}, turn ${from.turn})`;
  takes.value = [...takes.value, newTake(take.id, `Take ${number}${origin}`, take.scene, from)];
  shownIds.value = beside === undefined ? [take.id] : [beside, take.id];
  void watch(take.id);
}

/** Shows a finished dialogue from elsewhere, to go on from. */
export function showDialog(dialog: DialogData, title: string, scene: Scene): void {
  const id = `dialog-${takes.value.length + 1}`;
  const origin: Origin = { dialog, turn: dialog.turns.length };
  const take: TakeView = { ...newTake(id, title, scene, origin), state: { is: "over" }, dialog, from: null };
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
    fail(error);
  }
}
