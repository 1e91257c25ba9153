import { SDialogError } from "@sdialog/core";

/** A prompt's template cannot be used: it names a slot there is not, lacks one that it needs, or is not a template. */
export class PromptTemplateError extends SDialogError {
  override readonly name = "PromptTemplateError";
  /** The prompt that the template is for. */
  readonly prompt: string;

  constructor(prompt: string, problem: string, hint: string, cause?: unknown) {
    super(`The template of the prompt "${prompt}" ${problem}`, {
      code: "invalid_prompt_template",
      hint,
      cause,
    });
    this.prompt = prompt;
  }
}
