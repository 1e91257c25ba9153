import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import type { Message } from "@sdialog/llm";
import { judgeSystem } from "./prompts/judge-system.ts";
import { renderMaterial, renderTranscript } from "./transcript.ts";

/** What a judge looks at besides the dialogue, by label. */
export type JudgeMaterial = Readonly<Record<string, unknown>>;

export interface JudgeSubject {
  /** Of the judge, for the error message. */
  readonly name: string;
  readonly system?: string | undefined;
  readonly criterion: string;
  /** `null` when the dialogue lacks what the criterion refers to. */
  readonly material: JudgeMaterial | null;
}

/** What a judge is sent: its task, the criterion, the material and the transcript. @throws InvalidArgumentError without material */
export function judgeMessages(
  { name, system, criterion, material }: JudgeSubject,
  dialog: Dialog,
): readonly Message[] {
  if (material === null) {
    throw new InvalidArgumentError(`${name} cannot judge dialogue ${dialog.id}: it lacks what is judged`, {
      hint: "The dialogue must hold what the criterion speaks of (a persona, a goal), or the judge be given it.",
    });
  }
  const shown = Object.entries(material).map(([label, value]) => renderMaterial(label, value));
  return [
    { role: "system", content: system ?? judgeSystem },
    { role: "user", content: [criterion, ...shown, renderTranscript(dialog)].join("\n\n") },
  ];
}
