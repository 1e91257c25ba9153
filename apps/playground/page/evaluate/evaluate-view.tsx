import { mode } from "./evaluate-state.ts";
import { RealismView } from "./realism-view.tsx";
import { SetsView } from "./sets-view.tsx";

/** Dialogues by numbers: sets side by side, or people and simulated users. */
export function EvaluateView() {
  return mode.value === "sets" ? <SetsView /> : <RealismView />;
}
