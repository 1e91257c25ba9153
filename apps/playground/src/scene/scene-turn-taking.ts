import { addressed, alternate, llmSelect, noRepeat, randomOrder, type TurnTaking } from "@sdialog/agents";
import type { Scene } from "../protocol/scene.ts";

/** Who speaks next; a model that chooses is the first participant's. */
export function sceneTurnTaking({ turnTaking, participants }: Scene): TurnTaking {
  switch (turnTaking) {
    case "alternate":
      return alternate();
    case "random":
      return noRepeat(randomOrder());
    case "addressed":
      return addressed();
    case "llm-select":
      return llmSelect({ model: participants[0]?.model });
  }
}
