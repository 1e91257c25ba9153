import "./exporters/built-in-exporters.ts";
import "./readers/built-in-readers.ts";

// In
export { openaiReader } from "./readers/openai.ts";

// Out
export { exportDialogs } from "./exporters/export-dialogs.ts";
export type { ExportOptions, ExportSummary } from "./exporters/export-dialogs.ts";
export type { Exporter, FileExporter, TextExporter } from "./exporters/exporter.ts";
export { assistantOf, chatMessages } from "./messages/chat-messages.ts";
export type { ChatMessage, ChatMessageOptions, ChatToolCall } from "./messages/chat-messages.ts";
export { splitDialogs } from "./split/split-dialogs.ts";
export type { SplitName, SplitOptions } from "./split/split-dialogs.ts";
export { findProblems } from "./training/find-problems.ts";
export type { Problem, ProblemOptions, ProblemReason } from "./training/find-problems.ts";
export { validateDialogs } from "./training/validate-dialogs.ts";
export type { ValidateOptions, ValidationReport } from "./training/validate-dialogs.ts";
