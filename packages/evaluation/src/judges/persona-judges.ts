import { type Dialog, frozenJson, type Json } from "@sdialog/core";
import type { JudgeMaterial } from "./judge-messages.ts";
import type { PresetJudgeOptions } from "./llm-judge.ts";
import { personaAdherence, personaAttributes } from "./prompts/persona.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

/** Whose turns are judged, and against which persona. */
export interface PersonaJudgeOptions extends PresetJudgeOptions {
  /** Whose turns are held against the persona. Dialogues in which nobody of that name speaks are not judged. */
  readonly speaker: string;
  /** A persona, or a description; the one the dialogue holds for the speaker when not given. */
  readonly persona?: unknown;
}

/** Does a speaker fit a persona (1) or not (0)? `null` for dialogues without the speaker or a persona. */
export class LLMJudgePersonaAttributes extends LLMJudgeYesNo {
  constructor(options: PersonaJudgeOptions) {
    super(options.criterion ?? personaAttributes, options, {
      name: "llm-judge-persona-attributes",
      direction: "higher",
      material: personaMaterial(options),
    });
  }
}

/** How closely a speaker keeps to a persona, from 1 to 5. `null` for dialogues without the speaker or a persona. */
export class LLMJudgePersonaAdherence extends LLMJudgeScore {
  constructor(options: PersonaJudgeOptions) {
    super(
      options.criterion ?? personaAdherence,
      { ...options, min: 1, max: 5, integer: true },
      { name: "llm-judge-persona-adherence", material: personaMaterial(options) },
    );
  }
}

function personaMaterial({
  speaker,
  persona,
}: PersonaJudgeOptions): (dialog: Dialog) => JudgeMaterial | null {
  const same = (name: string): boolean => name.toLowerCase() === speaker.toLowerCase();
  const given: Json | undefined = persona === undefined ? undefined : frozenJson(persona, "persona");
  return (dialog) => {
    const name = dialog.speakers().find(same);
    const held = Object.entries(dialog.personas ?? {}).find(([key]) => same(key))?.[1];
    const shown = given ?? held ?? null;
    return name === undefined || shown === null ? null : { speaker: name, persona: shown };
  };
}
