import { type Guard, passed } from "./guard.ts";

const templateTokens =
  /<\|[a-z_]+\|>|\[\/?INST\]|<\/?s>|###\s*(?:Human|Assistant|User|System|Instruction)\s*:/i;
const reasoningTags = /<\/?(?:think|thinking|reasoning|scratchpad)>/i;
const reasoningOpeners =
  /^\s*(?:okay, |ok, |alright, )?(?:so )?(?:the user (?:is|wants|asked|said)\b|(?:i|we) (?:need to|should|have to|must|am supposed to|are supposed to) (?:respond|reply|answer|play|act|write|stay) (?:as|like|in character|to the user)\b|as (?:the|a) (?:simulated )?user,)/i;

/** Refuses a draft in which the machinery shows: tokens of a chat template, or reasoning that was not meant to be seen. */
export function noLeak(): Guard {
  return {
    name: "no-leak",
    check(text) {
      if (templateTokens.test(text))
        return {
          pass: false,
          reason: "role_leak",
          fault: "leaked_template",
          detail: "tokens of a chat template",
        };
      if (reasoningTags.test(text) || reasoningOpeners.test(text)) {
        return {
          pass: false,
          reason: "role_leak",
          fault: "leaked_reasoning",
          detail: "leaked reasoning",
        };
      }
      return passed;
    },
  };
}
