// People and situations.
export type { AttributeClass, AttributeName, AttributesOf, Rules } from "./attributes/attribute-class.ts";
export { AttributeGenerator } from "./attributes/attribute-generator.ts";
export { ContextGenerator } from "./attributes/context-generator.ts";
export type { AttributeGeneratorOptions, GenerateOptions } from "./attributes/generate-options.ts";
export { IncompleteObjectError } from "./attributes/incomplete-object-error.ts";
export { PersonaGenerator } from "./attributes/persona-generator.ts";
export { filesIn } from "./attributes/rules/files-in.ts";
export { literal } from "./attributes/rules/literal.ts";
export type { Rule, RuleFunction } from "./attributes/rules/rule.ts";
export type { RuleFiles } from "./attributes/rules/rule-files.ts";
export type { GeneratorModel } from "./model-settings.ts";
export { attributePrompt } from "./prompts/attribute-prompt.ts";
export type { AttributePrompt, AttributeTask, AttributeTaskObject } from "./prompts/attribute-prompt.ts";
