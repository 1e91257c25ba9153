export { ConversationReporter } from "./conversation-reporter.ts";
export type { ConversationReporterOptions } from "./conversation-reporter.ts";
