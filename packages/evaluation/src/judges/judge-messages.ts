import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import type { Message, PromptTemplate } from "@sdialog/llm";
import { isSilent, renderMaterial, renderTranscript } from "./transcript.ts";

/** What a judge looks at besides the dialogue, by label. */
export type JudgeMaterial = Readonly<Record<string, unknown>>;

export interface JudgeSubject {
  /** Of the judge, for the error message. */
  readonly name: string;
  /** The prompt that asks for the verdict. */
  readonly template: PromptTemplate<"criterion" | "material" | "transcript">;
  readonly criterion: string;
  /** `null` when the dialogue lacks what the criterion refers to. */
  readonly material: JudgeMaterial | null;
  /** Whether tool calls and results are shown. */
  readonly tools?: boolean | undefined;
}

/** What a judge is sent: its task, the criterion, the material and the transcript. @throws InvalidArgumentError without material */
export function judgeMessages(
  { name, template, criterion, material, tools = false }: JudgeSubject,
  dialog: Dialog,
): readonly Message[] {
  if (material === null) {
    throw new InvalidArgumentError(`${name} cannot judge dialogue ${dialog.id}: it lacks what is judged`, {
      hint: "The dialogue must hold what the criterion speaks of (a persona, a goal), or the judge must be given it.",
    });
  }
  if (isSilent(dialog, tools)) {
    throw new InvalidArgumentError(`${name} cannot judge dialogue ${dialog.id}: nothing is said in it`);
  }
  return template.messages({
    criterion,
    material: Object.entries(material).map(([label, value]) => renderMaterial(label, value)),
    transcript: renderTranscript(dialog, "dialogue", { tools }),
  });
}
