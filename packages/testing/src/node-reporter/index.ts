import { nodeConversationReporter } from "../node/node-conversation-reporter.ts";

/** For `--test-reporter=@sdialog/testing/node-reporter`, which takes nothing else. */
// oxlint-disable-next-line import/no-default-export -- the name that node looks for
export default nodeConversationReporter();
