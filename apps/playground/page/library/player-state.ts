import { computed, signal } from "@preact/signals";
import type { SpokenSpan } from "../../src/protocol/recording.ts";
import { fail } from "../state/messages.ts";
import { opened } from "./library-state.ts";

/** Where the recording is that is on view, in seconds. */
export const moment = signal(0);
export const playing = signal(false);
let sound: HTMLAudioElement | null = null;

/** Everything that is said at this moment, and by whom. */
export const heard = computed<readonly SpokenSpan[]>(() => {
  const now = moment.value;
  const spans = opened.value?.recording?.spans ?? [];
  return spans.filter(({ start, end }) => start <= now && now < end);
});

/** Listens to what plays; the last one, or none. */
export function follow(element: HTMLAudioElement | null): void {
  sound = element;
  moment.value = 0;
  playing.value = false;
}

/** Tells where the recording is, again and again while it plays: sooner than the browser would by itself. */
export function track(): void {
  if (sound === null) return;
  moment.value = sound.currentTime;
  playing.value = !sound.paused;
  if (playing.value) requestAnimationFrame(track);
}

export function playOrPause(): void {
  if (sound === null) return;
  if (sound.paused) play(sound);
  else sound.pause();
}

export function hearFrom(seconds: number): void {
  if (sound === null) return;
  sound.currentTime = Math.max(0, seconds);
  moment.value = sound.currentTime;
  play(sound);
}

/** Goes so many seconds on, or back. */
export function skip(seconds: number): void {
  if (sound === null) return;
  sound.currentTime = Math.max(0, Math.min(sound.currentTime + seconds, sound.duration || 0));
  moment.value = sound.currentTime;
}

export function hearTurn(index: number): void {
  const span = turns().find(({ turn }) => turn === index);
  if (span !== undefined) hearFrom(span.start);
}

/** Plays the next turn (1), or the one before (−1). */
export function hearNextTurn(way: 1 | -1): void {
  const all = turns();
  const at = all.findLastIndex(({ start }) => start <= moment.value + 0.01);
  const next = all[Math.max(0, at + way)];
  if (next !== undefined) hearFrom(next.start);
}

function turns(): readonly SpokenSpan[] {
  return (opened.value?.recording?.spans ?? []).filter(({ kind }) => kind === "turn");
}

/** Begins to play. A pause before the first sound is no failure; whatever else keeps it silent is told. */
function play(element: HTMLAudioElement): void {
  element.play().catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === "AbortError")) fail(error);
  });
}
