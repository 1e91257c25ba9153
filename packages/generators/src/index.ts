// People and situations.
export type { AttributeClass, AttributeName, AttributesOf, Rules } from "./attributes/attribute-class.ts";
export { AttributeGenerator } from "./attributes/attribute-generator.ts";
export { ContextGenerator } from "./attributes/context-generator.ts";
export type { AttributeGeneratorOptions, GenerateOptions } from "./attributes/generate-options.ts";
export { IncompleteObjectError } from "./attributes/incomplete-object-error.ts";
export { PersonaGenerator } from "./attributes/persona-generator.ts";
export { literal } from "./attributes/rules/literal.ts";
export type { Rule, RuleFunction } from "./attributes/rules/rule.ts";
export type { RuleFiles } from "./attributes/rules/rule-files.ts";
export type { GeneratorModel } from "./model-settings.ts";
export { attributePrompt } from "./prompts/attribute-prompt.ts";
export type { AttributePrompt, AttributeTask, AttributeTaskObject } from "./prompts/attribute-prompt.ts";

// Whole dialogues.
export { DialogGenerator } from "./dialogs/dialog-generator.ts";
export type {
  DialogDetails,
  DialogGeneratorOptions,
  GenerateDialogOptions,
  Speakers,
} from "./dialogs/dialog-options.ts";
export { Paraphraser } from "./dialogs/paraphraser.ts";
export type { ParaphraseOptions, ParaphraserOptions } from "./dialogs/paraphraser.ts";
export { PersonaDialogGenerator } from "./dialogs/persona-dialog-generator.ts";
export type { PersonaDialogGeneratorOptions } from "./dialogs/persona-dialog-generator.ts";
export { dialogPrompt } from "./prompts/dialog-prompt.ts";
export type { DialogPrompt, DialogTask, TurnRange } from "./prompts/dialog-prompt.ts";
export { paraphrasePrompt } from "./prompts/paraphrase-prompt.ts";
export type { ParaphrasePrompt, ParaphraseTask } from "./prompts/paraphrase-prompt.ts";
