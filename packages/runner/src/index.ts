import "./export/personagym-exporter.ts";
import "./export/roleplay-exporter.ts";

export { importPersonagymConfig } from "./import-config/personagym/import-personagym-config.ts";
export { readPersonagymConfig } from "./import-config/personagym/read-personagym-config.ts";
export type { ReadPersonagymConfigOptions } from "./import-config/personagym/read-personagym-config.ts";
export type { ImportedConfig } from "./import-config/config-import.ts";
export { composeUrartu } from "./import-config/urartu/compose-urartu.ts";
export type { ComposedConfig, ComposeUrartuOptions } from "./import-config/urartu/compose-urartu.ts";
export { importRoleplayConfig } from "./import-config/urartu/import-roleplay-config.ts";
export { convogenPromptNames, reproduceConvogen } from "./reproduction/reproduce-convogen.ts";
export type { ReproduceConvogenOptions } from "./reproduction/reproduce-convogen.ts";
export { ReproductionStoppedError } from "./reproduction/convogen-reproduction.ts";
export type { ConvogenReproduction } from "./reproduction/convogen-reproduction.ts";
export type { ConvogenTables, Measured, TableRow } from "./reproduction/convogen-tables.ts";
export type { ConvogenExperiment } from "./reproduction/convogen-experiments.ts";
export { StoreError } from "./errors/store-error.ts";
export type { StoreErrorOptions, StoreProblem } from "./errors/store-error.ts";
export type { Executor, TodoTask, Work } from "./work/executor.ts";
export { localExecutor } from "./executors/local-executor.ts";
export { postgresExecutor, queueRunId } from "./executors/postgres/postgres-executor.ts";
export { runPostgresWorker } from "./executors/postgres/postgres-worker.ts";
export type { PostgresWorkerOptions } from "./executors/postgres/postgres-worker.ts";
export { slurmExecutor } from "./executors/slurm/slurm-executor.ts";
export { chatbotOf, chatbotSpecSchema } from "./recipe/chatbot-field.ts";
export type { ChatbotSpec } from "./recipe/chatbot-field.ts";
export { commonFields, executionFieldNames } from "./recipe/common-fields.ts";
export type { CommonRecipe } from "./recipe/common-fields.ts";
export { defineRecipe } from "./recipe/define-recipe.ts";
export type { RecipeInput } from "./recipe/define-recipe.ts";
export { estimateRun } from "./recipe/estimate-run.ts";
export type { RunEstimate } from "./recipe/estimate-run.ts";
export type { Origins } from "./recipe/layers.ts";
export { loadRecipe, settingsFiles } from "./recipe/load-recipe.ts";
export type { LoadedRecipe, LoadRecipeOptions, RecipeVariant } from "./recipe/load-recipe.ts";
export { modelSchema, retryMaxTokensField, settingsSchema } from "./recipe/model-spec.ts";
export type { ModelSpec, SettingsSpec } from "./recipe/model-spec.ts";
export { peopleField, peopleOf } from "./recipe/people-field.ts";
export { listedPersonas, personaListSchema } from "./recipe/persona-list.ts";
export { readRecipeFile } from "./recipe/read-recipe-file.ts";
export { readRecords } from "./recipe/read-records.ts";
export type { Records } from "./recipe/read-records.ts";
export { behaviourOf, policiesField } from "./recipe/policies-field.ts";
export {
  pickPrompts,
  promptNames,
  promptsField,
  readPrompts,
  recordedPrompts,
} from "./recipe/prompts-field.ts";
export { literalSecretMessage, literalSecrets, withVariables } from "./recipe/secret-fields.ts";
export { presets } from "./recipe/presets.ts";
export type { Presets } from "./recipe/presets.ts";
export { RecipeError } from "./recipe/recipe-error.ts";
export { loadKinds } from "./recipe/load-kind.ts";
export { recipeJsonSchema } from "./recipe/recipe-json-schema.ts";
export type {
  ModelLookup,
  PlanContext,
  PrepareContext,
  RecipeKind,
  RecipePlan,
  RowOutcome,
  TaskEstimate,
} from "./recipe/recipe-kind.ts";
export type { IdleFields } from "./recipe/idle-fields.ts";
export { checkRun, type RepairOptions, repairRun } from "./runs/check-run.ts";
export { otherRunIn } from "./runs/other-run-in.ts";
export type { WaitOptions } from "./store/writer-lock.ts";
export { compareRuns } from "./runs/compare-runs.ts";
export type { RunComparison } from "./runs/compare-runs.ts";
export { listRuns, showRun } from "./runs/list-runs.ts";
export type { RunDetails, RunEntry } from "./runs/list-runs.ts";
export { fallsShort } from "./runs/run-outcomes.ts";
export type { RunFindings } from "./runs/result-tally.ts";
export type { RunOutcomes } from "./runs/run-outcomes.ts";
export type { RunVoice } from "./store/run-voice.ts";
export { mergeRuns } from "./runs/merge-runs.ts";
export type { MergeSummary } from "./runs/merge-runs.ts";
export { loadRun, type LoadRunOptions } from "./run/load-run.ts";
export { resumeRun, type ResumeRunOptions } from "./run/resume-run.ts";
export { retryFailed, type RetryFailedOptions } from "./run/retry-failed.ts";
export type { RunEnd, RunEvent, RunListener, RunProgress, RunSummary } from "./runs/run-event.ts";
export type { RunOptions } from "./run/run-in-folder.ts";
export { refuseUntrusted, runReach } from "./work/run-reach.ts";
export { createManifest } from "./run/create-manifest.ts";
export type { Trust } from "./work/run-reach.ts";
export { spentBudget } from "./run/spent-budget.ts";
export type { BudgetLimit } from "./run/budget-watch.ts";
export type { PlannedRun } from "./work/planned-run.ts";
export { runRecipe } from "./run/run-recipe.ts";
export type { RunRecipeOptions } from "./run/run-recipe.ts";
export { runShard } from "./run/run-shard.ts";
export { shardFolder } from "./store/shard-folders.ts";
export type { Shard } from "./store/shard-folders.ts";
export { runStatus } from "./runs/run-status.ts";
export type { RunStatus } from "./runs/run-status.ts";
export type { Tracker } from "./tracking/tracker.ts";
export { readUsage } from "./store/read-usage.ts";
export { readFailures } from "./store/read-failures.ts";
export type { Manifest, Variant } from "./store/manifest.ts";
export { countOfDamage, describeDamage } from "./store/damage.ts";
export type { Damage } from "./store/damage.ts";
export { RunStore } from "./store/run-store.ts";
export type { StoreOptions } from "./store/run-store.ts";
export type { TaskCounts, TaskState } from "./store/task-states.ts";
export type { TaskId } from "./task/task-id.ts";
export type { CallUsage, TaskRecord, TaskTry } from "./task/task-record.ts";
export { selectDialogs } from "./select/select-dialogs.ts";
export type { FunnelStep } from "./select/funnel.ts";
export type { SelectionDecision, SelectionSummary, SelectOptions } from "./select/select-dialogs.ts";
export {
  loadSelectionProfile,
  selectionProfiles,
  selectionProfileSchema,
} from "./select/selection-profile.ts";
export type { SelectionProfile } from "./select/selection-profile.ts";
export { readSource } from "./dialogs/read-source.ts";
