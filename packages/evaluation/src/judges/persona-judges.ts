import { presetJudgeOptionNames } from "./llm-judge.ts";
import type { Dialog, Json } from "@sdialog/core";
import {
  checkArguments,
  requireOptions,
  frozenJson,
  type OptionNames,
  checkOptions,
} from "@sdialog/core/internal";
import type { JudgeMaterial } from "./judge-messages.ts";
import type { PresetJudgeOptions } from "./llm-judge.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

/** Criterion of {@link LLMJudgePersonaAttributes}. */
const personaAttributes = `Decide whether the speaker named in "speaker" behaves as the person described in "persona" would.
Go through the attributes of the persona one by one. For each, look for turns of that speaker which show it and for turns which contradict it: manner of speaking, opinions and feelings, what is known and unknown, what is done and avoided. An attribute the situation gives no occasion to show counts neither way.
Answer positive only if at least one attribute is clearly shown and none is contradicted. What other speakers say about that person is no evidence.`;

/** Criterion of {@link LLMJudgePersonaAdherence}. */
const personaAdherence = `Rate how closely the speaker named in "speaker" keeps to the person described in "persona", over the whole dialogue.
Weigh manner of speaking, opinions and feelings, knowledge, and actions. An attribute the situation gives no occasion to show counts neither way. What other speakers say about that person is no evidence.
1: contradicts the persona in essential points. 2: mostly generic, with contradictions. 3: nothing against the persona and little for it. 4: recognisably this person, with lapses. 5: this person throughout.`;

/** Whose turns are judged, and against which persona. */
export interface PersonaJudgeOptions extends PresetJudgeOptions {
  /** Whose turns are compared with the persona. Dialogues in which nobody of that name speaks are not judged. */
  readonly speaker: string;
  /** A persona, or a description. Default: the one the dialogue holds for the speaker. */
  readonly persona?: unknown;
}

const personaJudgeOptionNames: OptionNames<PersonaJudgeOptions> = {
  speaker: true,
  persona: true,
  ...presetJudgeOptionNames,
};

/** Does a speaker fit a persona (1) or not (0)? `null` for dialogues without the speaker or a persona. */
export class LLMJudgePersonaAttributes extends LLMJudgeYesNo {
  constructor(options: PersonaJudgeOptions) {
    checkArguments("new LLMJudgePersonaAttributes", arguments, 1);
    checkOptions("new LLMJudgePersonaAttributes", options, personaJudgeOptionNames);
    requireOptions("new LLMJudgePersonaAttributes", options, ["speaker"]);
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
    checkArguments("new LLMJudgePersonaAdherence", arguments, 1);
    checkOptions("new LLMJudgePersonaAdherence", options, personaJudgeOptionNames);
    requireOptions("new LLMJudgePersonaAdherence", options, ["speaker"]);
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
