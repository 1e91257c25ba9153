export { expect } from "./expect.ts";
export { nodeConversationReporter } from "./node-conversation-reporter.ts";
export type { NodeReporter } from "./node-conversation-reporter.ts";
export type { ConversationReporterOptions } from "../report/save-conversations.ts";
export { simulate } from "../simulate/simulate.ts";
export type { SimulateOptions, SystemUnderTest } from "../simulate/simulate.ts";
export type { ConversationMatchers } from "../simulate/conversation-matchers.ts";
