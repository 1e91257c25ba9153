import "./exporters/built-in-exporters.ts";
import "./readers/built-in-readers.ts";

// In
export { hubDialogs, isHubName } from "./hub/hub-dialogs.ts";
export { readTable } from "./tables/read-table.ts";
export type { TableRecord } from "./tables/read-table.ts";
export type { HubAccess, HubDialogsOptions } from "./hub/hub-dialogs.ts";

// Out
export { DialogRefusedError } from "./exporters/dialog-refused-error.ts";
export { datasetCard } from "./exporters/dataset-card.ts";
export type { DatasetCardOptions } from "./exporters/dataset-card.ts";
export { exportDialogs } from "./exporters/export-dialogs.ts";
export type { ExportOptions, ExportSummary } from "./exporters/export-dialogs.ts";
export type { Exporter, FileExporter, TextExporter } from "./exporters/exporter.ts";
export type { ChatMessage, ChatTool, ChatToolCall } from "./messages/chat-message.ts";
export { assistantOf, chatMessages } from "./messages/chat-messages.ts";
export type { ChatMessageOptions } from "./messages/chat-messages.ts";
export { chatTools } from "./messages/chat-tools.ts";
export { findAssistant } from "./messages/find-assistant.ts";
export type { AssistantChoice } from "./messages/find-assistant.ts";
export { splitDialogs } from "./split/split-dialogs.ts";
export type { SplitName, SplitOptions } from "./split/split-dialogs.ts";

// What can be trained on
export { anonymizeDialog } from "./anonymize/anonymize-dialog.ts";
export type { Anonymized, AnonymizeOptions } from "./anonymize/anonymize-dialog.ts";
export type { IdentifierKind } from "./anonymize/find-identifiers.ts";
export type { AnonymizedKind } from "./anonymize/pseudonyms.ts";
export { findPersonalData } from "./personal-data/find-personal-data.ts";
export type { PersonalData, PersonalDataKind } from "./personal-data/find-personal-data.ts";
export { NearDuplicates } from "./similarity/near-duplicates.ts";
export type { NearDuplicateOptions } from "./similarity/near-duplicates.ts";
export { findProblems } from "./training/find-problems.ts";
export type { ProblemOptions } from "./training/find-problems.ts";
export type { Problem, ProblemReason } from "./training/problem.ts";
export { trainers } from "./training/trainers.ts";
export type { Trainer, TrainerLimit, TrainerRule, TrainerRuleName } from "./training/trainers.ts";
export { TrainingFilter } from "./training/training-filter.ts";
export type { TrainingFilterOptions } from "./training/training-filter.ts";
export { validateDialogs } from "./training/validate-dialogs.ts";
export type { ValidateOptions, ValidationReport } from "./training/validate-dialogs.ts";

// Elsewhere
export { pushDataset } from "./hub/push-dataset.ts";
export type { PushDatasetOptions } from "./hub/push-dataset.ts";
