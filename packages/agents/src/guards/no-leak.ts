import { checkArguments, madeOnce } from "@sdialog/core/internal";
import { instructionsOfAgents } from "../prompts/agent-prompt.ts";
import { findHeading } from "../prompts/section.ts";
import { descriptionsOf, findDescribed } from "./described-lines.ts";
import { type Guard, passed } from "./guard.ts";
import { findRecited, plainWords } from "./recited-lines.ts";

const templateTokens =
  /<\|[a-z_]+\|>|<(?:start|end)_of_turn>|\[\/?INST\]|<\/?s>|\[\[\s*##|###\s*(?:Human|Assistant|User|System|Instruction)\s*:/i;
const reasoningTags = /<\/?(?:think|thinking|reasoning|scratchpad)>/i;
const reasoningOpeners =
  /^\s*(?:okay, |ok, |alright, )?(?:so )?(?:the user (?:is|wants|asked|said)\b|(?:i|we) (?:need to|should|have to|must|am supposed to|are supposed to) (?:respond|reply|answer|play|act|write|stay) (?:as|like|in character|to the user)\b|as (?:the|a) (?:simulated )?user,)/i;

/**
 * Refuses a draft in which the machinery shows: tokens of a chat template, headings or sentences of any prompt that there is a template of, the
 * lines of the speaker's own description and of the situation's, or reasoning that was not meant to be seen.
 */
export function noLeak(): Guard {
  checkArguments("noLeak", arguments, 0);
  return {
    name: "no-leak",
    check(text, { persona, descriptions = descriptionsOf(persona) }) {
      if (templateTokens.test(text))
        return {
          pass: false,
          reason: "role_leak",
          fault: "leaked_template",
          detail: "tokens of a chat template",
        };
      const words = plainWords(text);
      const recited =
        findHeading(text) ??
        findRecited(text, words) ??
        findInstruction(words) ??
        findDescribed(text, descriptions, words);
      if (recited !== undefined) {
        const detail = `recites its instructions: ${recited.trim().slice(0, 80)}`;
        return { pass: false, reason: "role_leak", fault: "leaked_prompt", detail };
      }
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

/** The first of an agent's instructions that a text of these words says word for word. */
function findInstruction(words: string): string | undefined {
  const found = plainInstructions().findIndex((instruction) => words.includes(instruction));
  return instructionsOfAgents[found];
}

const plainInstructions = madeOnce(() => instructionsOfAgents.map(plainWords));
