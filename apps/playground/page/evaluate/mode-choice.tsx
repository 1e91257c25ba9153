import { type EvaluateMode, mode } from "./evaluate-state.ts";

/** Chooses what the view compares. */
export function ModeChoice() {
  return (
    <select
      aria-label="What is compared"
      value={mode.value}
      onChange={(event) => (mode.value = event.currentTarget.value as EvaluateMode)}
    >
      <option value="sets">Sets side by side</option>
      <option value="realism">Real against simulated</option>
    </select>
  );
}
