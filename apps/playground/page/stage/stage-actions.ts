import type { DialogData } from "@sdialog/core";
import type { Scene } from "../../src/protocol/scene.ts";
import { api } from "../state/api.ts";
import { attempt, tell } from "../state/messages.ts";
import { scene } from "../state/scene.ts";
import { command, current, finished, play } from "./takes.ts";
import type { TakeView } from "./take-view.ts";

/** Begins anew, pauses, or goes on: whatever fits. */
export function pauseOrGoOn(): Promise<void> {
  const take = current.value;
  if (take === undefined || take.state.is === "over") return begin();
  return attempt(() => command(take.id, { do: take.state.is === "paused" ? "resume" : "pause" }));
}

export function begin(paused = false): Promise<void> {
  return attempt(() => play(scene.value, { paused }));
}

/** The next turn only; begins a conversation that waits before every turn when there is none. */
export function step(): Promise<void> {
  const take = current.value;
  if (take === undefined || take.state.is === "over") return begin(true);
  return attempt(() => command(take.id, { do: "step" }));
}

export function stop(): Promise<void> {
  return attempt(async () => {
    const take = current.value;
    if (take !== undefined && take.state.is !== "over") await command(take.id, { do: "stop" });
  });
}

export function say(take: TakeView, text: string | null): Promise<void> {
  return attempt(() => command(take.id, { do: "say", text }));
}

/** Writes the dialogue on view into the opened folder. */
export function saveShown(): Promise<void> {
  return attempt(async () => {
    const dialog = current.value?.dialog;
    if (dialog === null || dialog === undefined) throw new Error("There is no finished conversation to save");
    const { path } = await api<{ path: string }>("library/save", { dialog });
    tell(`Saved as ${path}.`);
  });
}

/** What is different in a branch. */
export interface Difference {
  readonly scene: Scene;
  /** Other words for the last turn that is kept. */
  readonly edited?: string;
  /** The difference in a few words. */
  readonly words: string;
}

/**
 * Goes on from a turn of a take with something different; a take that still runs is stopped.
 * @param turn how many turns are kept
 */
export function branchFrom(take: TakeView, turn: number, difference: Difference): Promise<void> {
  const { scene: changed, edited, words } = difference;
  return attempt(async () => {
    const dialog = await dialogOf(take);
    const from = { dialog, turn, ...(edited === undefined ? {} : { edited }) };
    const [name = ""] = take.title.split(":");
    await play(changed, { from, beside: take.id, subtitle: `${words}, from turn ${turn} of ${name}` });
  });
}

async function dialogOf(take: TakeView): Promise<DialogData> {
  if (take.dialog !== null) return take.dialog;
  await command(take.id, { do: "stop" });
  return finished(take.id);
}
