import type { Noise } from "@sdialog/agents";
import { keyboard, ruleNoise, semanticNoise, speechRecognition, typo } from "@sdialog/generators";
import type { SceneParticipant } from "../protocol/scene.ts";

/** The noise a participant's messages go through; nothing for `none`. */
export function sceneNoise({ noise, model }: SceneParticipant): Noise | undefined {
  const { kind, activation } = noise;
  switch (kind) {
    case "none":
      return undefined;
    case "typing":
      return ruleNoise({ rules: [typo(), keyboard()], activation });
    case "speech":
      return ruleNoise({ rules: [speechRecognition()], activation });
    case "semantic":
      return semanticNoise({ activation, model });
  }
}
