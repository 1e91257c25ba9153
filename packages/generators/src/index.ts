// People and situations.
export type { AttributeClass, AttributeName, AttributesOf, Rules } from "./attributes/attribute-class.ts";
export { AttributeGenerator } from "./attributes/attribute-generator.ts";
export { ContextGenerator } from "./attributes/context-generator.ts";
export type { AttributeGeneratorOptions, GenerateOptions } from "./attributes/generate-options.ts";
export { IncompleteObjectError } from "./attributes/incomplete-object-error.ts";
export { PersonaGenerator } from "./attributes/persona-generator.ts";
export { literal } from "./attributes/rules/literal.ts";
export type { AttributeRule, RuleFunction } from "./attributes/rules/rule.ts";
export type { RuleFiles } from "./attributes/rules/rule-files.ts";
export type { GeneratorModel } from "./model-settings.ts";
export { attributePrompt } from "./prompts/attribute-prompt.ts";

// Whole dialogues.
export { castConversation } from "./dialogs/cast-conversation.ts";
export type { Cast, CastSpeaker } from "./dialogs/cast-conversation.ts";
export { ConversationGenerator } from "./dialogs/conversation-generator.ts";
export type {
  ConversationGeneratorOptions,
  GenerateConversationsOptions,
  PlanConversationsOptions,
} from "./dialogs/conversation-generator.ts";
export { DialogGenerator } from "./dialogs/dialog-generator.ts";
export type {
  DialogDetails,
  DialogGeneratorOptions,
  GenerateDialogOptions,
  Speakers,
} from "./dialogs/dialog-options.ts";
export { Paraphraser } from "./dialogs/paraphraser.ts";
export type {
  ParaphraseOptions,
  ParaphraserOptions,
  PlanParaphrasesOptions,
  StoredDialogs,
} from "./dialogs/paraphraser.ts";
export { PersonaDialogGenerator } from "./dialogs/persona-dialog-generator.ts";
export type { PersonaDialogGeneratorOptions } from "./dialogs/persona-dialog-generator.ts";
export { dialogPrompt } from "./prompts/dialog-prompt.ts";
export type { TurnRange } from "./prompts/dialog-prompt.ts";
export { paraphrasePrompt } from "./prompts/paraphrase-prompt.ts";

// Noise: how messages differ from what was meant.
export { ruleNoise } from "./noise/rule-noise.ts";
export type { RuleNoiseOptions } from "./noise/rule-noise.ts";
export { deletion } from "./noise/rules/deletion.ts";
export { insertion } from "./noise/rules/insertion.ts";
export { keyboard } from "./noise/rules/keyboard.ts";
export type { NoiseRule } from "./noise/rules/noise-rule.ts";
export { speechRecognition } from "./noise/rules/speech-recognition.ts";
export { swap } from "./noise/rules/swap.ts";
export { synonym } from "./noise/rules/synonym.ts";
export { truncation } from "./noise/rules/truncation.ts";
export { typo } from "./noise/rules/typo.ts";
export { semanticNoise } from "./noise/semantic/semantic-noise.ts";
export type { SemanticNoiseOptions } from "./noise/semantic/semantic-noise.ts";
export { semanticLayers } from "./noise/semantic/semantic-strategies.ts";
export type { SemanticLayer, SemanticStrategy } from "./noise/semantic/semantic-strategies.ts";

// Experiences: related people in a situation, and their group conversation (ConvoGen).
export { ExampleHub, exampleHub } from "./experiences/example-hub.ts";
export type { DrawPolicy, ExampleHubOptions, HubExample, HubState } from "./experiences/example-hub.ts";
export {
  experiencePersonaSchema,
  experienceSchema,
  tracedExperienceSchema,
} from "./experiences/experience.ts";
export type {
  Experience,
  ExperiencePersona,
  GeneratedExperience,
  UnnamedPersona,
} from "./experiences/experience.ts";
export { ExperienceGenerator } from "./experiences/experience-generator.ts";
export type {
  ExperienceGeneratorOptions,
  GenerateExperiencesOptions,
  PlanExperiencesOptions,
} from "./experiences/experience-generator.ts";
export { experiencePrompt, peoplePrompt } from "./experiences/experience-prompt.ts";
export { queryAdaptationPrompt } from "./interactions/adapt-query.ts";
export { semanticPrompt } from "./noise/semantic/semantic-prompt.ts";
export { groupChat } from "./experiences/group-chat.ts";
export type { GroupChatOptions } from "./experiences/group-chat.ts";
export { GroupChatGenerator } from "./experiences/group-chat-generator.ts";
export type {
  GenerateGroupChatsOptions,
  GroupChatGeneratorOptions,
  PlanGroupChatsOptions,
} from "./experiences/group-chat-generator.ts";
export { describedPersona, reusedPersonas, sampledPersonas } from "./experiences/persona-sources.ts";
export type { PersonaSource } from "./experiences/persona-sources.ts";
export { seedExperience } from "./experiences/seed-experience.ts";

// People drawn from dimensions.
export { defaultDimensions } from "./persona-bank/default-dimensions.ts";
export { dimensionSchema } from "./persona-bank/dimension.ts";
export type { Dimension, Features } from "./persona-bank/dimension.ts";
export { hammingDistance } from "./persona-bank/hamming.ts";
export { describeFeatures, PersonaBank } from "./persona-bank/persona-bank.ts";
export type { BankPersona, PersonaBankOptions } from "./persona-bank/persona-bank.ts";
export { randomSampling, ruleSampling, stratifiedSampling } from "./persona-bank/sampling.ts";
export type { RandomSamplingOptions, Sampling, SamplingRule } from "./persona-bank/sampling.ts";

// Cohorts that look like a population.
export { comparePopulation } from "./population/compare-population.ts";
export type { ComparePopulationOptions, PopulationDifference } from "./population/compare-population.ts";
export { Population } from "./population/population.ts";
export type { DrawPopulationOptions, PopulationFromOptions } from "./population/population.ts";
export { populationSchema } from "./population/population-data.ts";
export type { Member, PopulationData, WeightedMember } from "./population/population-data.ts";

// Simulated users who give feedback to an assistant (PersonaGym).
export { adaptQuery } from "./interactions/adapt-query.ts";
export type { AdaptedQuery, AdaptQueryOptions, StyleTransfer } from "./interactions/adapt-query.ts";
export { interactionSchema, interactionStop, isUsable } from "./interactions/interaction.ts";
export type { Interaction, InteractionMessage } from "./interactions/interaction.ts";
export type { InteractionPersona, Person } from "./interactions/interaction-persona.ts";
export { dialogInteraction } from "./interactions/dialog-interaction.ts";
export { interactionDialog } from "./interactions/interaction-dialog.ts";
export { interactionFrom } from "./interactions/interaction-from.ts";
export { InteractionGenerator } from "./interactions/interaction-generator.ts";
export type { GenerateInteractionsOptions } from "./interactions/interaction-generator.ts";
export type { InteractionGeneratorOptions } from "./interactions/interaction-options.ts";
export type { InteractionTask } from "./interactions/interaction-task.ts";
export type { PlanInteractionsOptions } from "./interactions/plan-interactions.ts";
export { preferencePairs } from "./interactions/preference-pairs.ts";
export type { PreferenceSample } from "./interactions/preference-pairs.ts";
export { queriesFrom } from "./interactions/query.ts";
export type { Query } from "./interactions/query.ts";
export { drawTargetAnswers } from "./interactions/target-answers.ts";
export { cleanText, completionSamples, messagesSample } from "./interactions/training-samples.ts";
export type {
  SampleMessage,
  CompletionSample,
  MessagesSample,
  TrainingSampleOptions,
} from "./interactions/training-samples.ts";
export type { Respondent } from "./respondent.ts";

// People with goals who question a chatbot (LLM Roleplay).
export { RoleplayGenerator } from "./roleplay/roleplay-generator.ts";
export type {
  GenerateRoleplayOptions,
  PlanRoleplayOptions,
  RoleplayGeneratorOptions,
  RoleplayTask,
} from "./roleplay/roleplay-generator.ts";
export { roleplayGoals } from "./roleplay/roleplay-goals.ts";
export { inquirerName, roleplayReport, roleplayResult } from "./roleplay/roleplay-outcome.ts";
export type {
  RoleplayFaults,
  RoleplayOutcome,
  RoleplayReport,
  RoleplayResult,
} from "./roleplay/roleplay-outcome.ts";
export {
  sociodemographic,
  sociodemographicGroups,
  SociodemographicPersona,
} from "./roleplay/sociodemographic.ts";

// What a model can carry of all this.
export { examineModel } from "./examination/examine-model.ts";
export type {
  ExaminationStep,
  ExamineModelOptions,
  ModelExamination,
  TaskTally,
} from "./examination/examine-model.ts";
export { examinationPromptNames } from "./examination/examination-tasks.ts";
export type { ExaminationTask } from "./examination/examination-tasks.ts";

// How all of these are made in numbers; `@sdialog/generators/plan` is for those who plan something of their own.
export type {
  BatchOptions,
  BatchProgress,
  BatchReport,
  RunPlanOptions,
  TryOptions,
} from "./plan/run-plan.ts";
export type { PerTask, TaskContext, TaskPlan, TaskResult } from "./plan/task-plan.ts";
