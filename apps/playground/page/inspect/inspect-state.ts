import { signal } from "@preact/signals";
import type {
  LookRequest,
  LookView,
  SavedDirection,
  SteerRequest,
  SteerView,
} from "../../src/protocol/inspection.ts";
import { holdLens, keepLenses } from "./lens-state.ts";
import { showProgram } from "../stage/code-window.tsx";
import { api } from "../state/api.ts";
import { attempt, fail, message, tell } from "../state/messages.ts";
import { scene } from "../state/scene.ts";
import { stored } from "../state/stored.ts";

/** Whose reply to what. */
export const subject = stored("inspect", { index: 0, message: "Hi! How are you today?", seed: 7 });

/** How to steer. */
export const steering = stored("steering", {
  layer: 4,
  positive: "I got the job today!\nWe are getting married!\nI feel wonderful.\nEverybody came to my party!",
  negative: "I lost my job today.\nMy dog died last night.\nI feel terrible.\nNobody came to my party.",
  operation: "add" as SteerRequest["operation"],
  strength: 2,
  saved: null as string | null,
});

/** Directions that were found and kept, by name. */
export const directions = signal<readonly SavedDirection[]>([]);

export function loadDirections(): Promise<void> {
  return attempt(async () => {
    directions.value = await api<SavedDirection[]>("inspect/directions");
  });
}

/** Finds the direction once more and keeps it under a name, in the opened folder. */
export function keepDirection(name: string): Promise<void> {
  return attempt(async () => {
    const { participant, site, positive, negative } = steerRequest();
    const body = { name, participant, site, positive, negative };
    const { path } = await api<{ path: string }>("inspect/directions", body);
    directions.value = await api<SavedDirection[]>("inspect/directions");
    // It is the one that is on view, so that nothing has to be asked again.
    steering.value = { ...steering.value, saved: name };
    tell(`Kept in ${path}.`);
  });
}

export const looked = signal<LookView | null>(null);
export const steered = signal<SteerView | null>(null);
export const busy = signal(false);

/** Whether the prompt is shown as well. */
export const promptShown = signal(false);

/** The layer whose attention is shown, if any is. */
export const attended = signal<string | null>(null);

/** What was asked for last is shown, whatever arrives first. */
let asking = new AbortController();

export function look(): Promise<void> {
  return ask(async (abort) => {
    steered.value = null;
    const request = { ...lookRequest(), prompt: promptShown.value, attention: attended.value };
    const view = await api<LookView>("inspect/look", request, abort);
    keepLensesOf(view);
    looked.value = view;
    const layer = attended.value;
    if (layer === null || view.attentive.includes(layer)) return;
    // It was chosen of another model, or of one whose layers were told apart otherwise.
    attended.value = null;
    tell(`Attention is no longer shown: this model has none to look at in ${layer}.`);
  });
}

export function showPrompt(shown: boolean): void {
  promptShown.value = shown;
  // Where its tokens look is told when they are shown.
  if (shown && attended.value !== null) void look();
}

export function showAttention(layer: string | null): void {
  attended.value = layer;
  void look();
}

export function steer(): Promise<void> {
  return ask(async (abort) => {
    const view = await api<SteerView>("inspect/steer", steerRequest(), abort);
    keepLensesOf(view.before, view.after);
    steered.value = view;
  });
}

export function showInspectionCode(): Promise<void> {
  return showProgram(
    "code/inspection",
    steered.value === null ? { ...lookRequest(), attention: attended.value } : steerRequest(),
  );
}

export function setSubject(changes: Partial<typeof subject.value>): void {
  subject.value = { ...subject.value, ...changes };
}

let waiting: ReturnType<typeof setTimeout> | undefined;

/** Steers otherwise; what is on view follows. */
export function setSteering(changes: Partial<typeof steering.value>): void {
  steering.value = { ...steering.value, ...changes };
  if (steered.value === null) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => void steer(), 250);
}

/** The layers to choose from, once something was looked into. */
export function layers(): readonly string[] {
  return looked.value?.layers ?? steered.value?.before.layers ?? [];
}

function lookRequest(): Omit<LookRequest, "attention"> {
  const { participants } = scene.value;
  const { index, message: said, seed } = subject.value;
  const participant = participants[index] ?? participants[0];
  if (participant === undefined) throw new Error("Nobody takes part");
  return {
    participant: { ...participant, playedBy: "model", noise: { kind: "none", activation: 0 } },
    message: said,
    seed,
  };
}

function steerRequest(): SteerRequest {
  const { layer, positive, negative, operation, strength, saved = null } = steering.value;
  const kept = directions.value.find(({ name }) => name === saved);
  return {
    ...lookRequest(),
    site: kept?.site ?? `model.layers.${layer}`,
    saved: kept?.name ?? null,
    positive: linesOf(positive),
    negative: linesOf(negative),
    operation,
    strength,
  };
}

function keepLensesOf(...views: readonly LookView[]): void {
  const tokens = views.flatMap(({ prompt, tokens: said }) => [...prompt, ...said]);
  keepLenses(new Set(tokens.map(({ states }) => states)));
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

async function ask(action: (abort: AbortSignal) => Promise<void>): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const { signal: mine } = asking;
  busy.value = true;
  holdLens(true);
  message.value = null;
  try {
    await action(mine);
  } catch (error) {
    if (!mine.aborted) fail(error);
  }
  if (mine.aborted) return;
  busy.value = false;
  holdLens(false);
}
