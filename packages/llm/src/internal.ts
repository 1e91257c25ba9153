// What siblings of this package share. It may change in any release: see docs/versioning.md.
export { defaultSettings } from "./configure.ts";
export { errorBodyFailure, errorIn, isError } from "./backend-kit/error-body.ts";
export { finishReasonOf } from "./backend-kit/finish-reason.ts";
export { contentPieces, plainText } from "./backend-kit/reply-content.ts";
export { backOff, backOffOptionNames } from "./middleware/back-off.ts";
export type { BackOff } from "./middleware/back-off.ts";
export { withEstimatedUsage } from "./middleware/with-estimated-usage.ts";
export { unwrapModel } from "./middleware/wrap-model.ts";
export { responseLimit } from "./http/response-limit.ts";
export { checkedResult, told } from "./checked-result.ts";
export { modelNameOf } from "./model-name.ts";
export {
  checkModelSettings,
  modelSettingNames,
  modelSettingOptions,
  pickModelSettings,
} from "./model-settings.ts";
export { checkVectors, embedChecked } from "./check-vectors.ts";
export { checkModel } from "./resolve-model.ts";
export { builtInPrompt, promptFile, promptHashes } from "./prompts/prompt.ts";
export { requestKey } from "./request-key.ts";
export { parseJsonReply } from "./structured/parse-json-reply.ts";
export type { ParsedReply } from "./structured/parse-json-reply.ts";
export { formHeading, schemaInWords } from "./structured/schema-in-words.ts";
export { systemTimer } from "./timer.ts";
export { stoppedReply } from "./structured/generate-object.ts";
export { replyWords } from "./structured/reply-words.ts";
export { streamOf } from "./http/stream-of.ts";
export { spokenPart } from "./thoughts/spoken-part.ts";
export { TagSplitter } from "./thoughts/tag-splitter.ts";
export { hasMark, thoughtMarks } from "./thoughts/thought-marks.ts";
export type { ThoughtMarks } from "./thoughts/thought-marks.ts";
export { longestReply, refuseLongReply } from "./backend-kit/longest-reply.ts";
export { instructionMessage, isInstructionMessage } from "./prompts/instruction-message.ts";
export { exceedsLimit, reachesLimit } from "./pricing/reaches-limit.ts";
