export { ConversationReporter } from "./conversation-reporter.ts";
export type { ConversationReporterOptions } from "../report/save-conversations.ts";
