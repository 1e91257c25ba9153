import { pauseOrGoOn, saveShown, step, stop } from "../stage/stage-actions.ts";
import { hearNextTurn, playOrPause } from "../library/player-state.ts";
import { openNext } from "../library/library-state.ts";
import { scoreByKey } from "../library/rating-state.ts";
import { go, view, views } from "../state/views.ts";
import { showKeyboardHelp } from "./keyboard-help.tsx";

export function startKeyboard(): void {
  addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target);
    if (busy || document.querySelector("dialog[open]") !== null) return;
    if (press(event.key, event.target)) event.preventDefault();
  });
}

/** @returns whether the key did something */
function press(key: string, target: EventTarget | null): boolean {
  // Somebody who rates one dialogue after the other does so with the numbers.
  if (view.value === "library" && scoreByKey(key)) return true;
  const chosen = views[Number(key) - 1];
  if (chosen !== undefined) go(chosen.id);
  else if (key === "?") showKeyboardHelp();
  else if (view.value === "library" && key === "j") void openNext(1);
  else if (view.value === "library" && key === "k") void openNext(-1);
  else if (view.value === "library" && key === "p") playOrPause();
  else if (view.value === "library" && key === ",") hearNextTurn(-1);
  else if (view.value === "library" && key === ".") hearNextTurn(1);
  else if (view.value === "stage") return pressOnStage(key, target);
  else return false;
  return true;
}

function pressOnStage(key: string, target: EventTarget | null): boolean {
  // Space on a button presses it.
  if (key === " " && !(target instanceof HTMLElement && target.closest("button, summary, a, input")))
    void pauseOrGoOn();
  else if (key === "n") void step();
  else if (key === "x") void stop();
  else if (key === "s") void saveShown();
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type='radio'], [type='checkbox']), textarea, select, [contenteditable]")
  );
}
