import { nodeConversationReporter } from "./node-conversation-reporter.ts";

export { nodeConversationReporter } from "./node-conversation-reporter.ts";
export type { NodeReporter } from "./node-conversation-reporter.ts";
export type { ConversationReporterOptions } from "../report/save-conversations.ts";

/** For `--test-reporter=@sdialog/testing/node-reporter`, which takes nothing else. */
// oxlint-disable-next-line import/no-default-export -- the name that node looks for
export default nodeConversationReporter();
