import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { mapConcurrently } from "@sdialog/evaluation/internal";
import { ModelError } from "@sdialog/llm";
import { domainOf } from "../fingerprint/fingerprint-dialogs.ts";
import {
  type FingerprintOptions,
  fingerprintOptionNames,
  languageOf,
  userTexts,
} from "../fingerprint/fingerprint.ts";
import { lexicons } from "../lexicons/lexicons.ts";
import type { LabelledConversation } from "./compare-dimensions.ts";
import type { LLMJudgeDimensions } from "./dimension-judge.ts";
import { surfaceLabels, type TurnLabels } from "./surface-labels.ts";

/** Whose turns are labelled, and by whom. */
export interface LabelDialogsOptions extends FingerprintOptions {
  /** Labels what the text does not tell. Without one, only the form is labelled. */
  readonly judge?: LLMJudgeDimensions | undefined;
  /** Conversations that the judge is asked about at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const labelDialogsOptionNames: OptionNames<LabelDialogsOptions> = {
  judge: true,
  concurrency: true,
  signal: true,
  ...fingerprintOptionNames,
} as OptionNames<LabelDialogsOptions>;

/** Labelled conversations, and what could not be labelled. */
export interface LabelledDialogs {
  readonly conversations: readonly LabelledConversation[];
  /** Turns that the judge left out: they have labels of form alone. */
  readonly unlabelledTurns: number;
  /** Conversations of which no reply of the judge could be read: all of their turns are such. */
  readonly unreadReplies: number;
}

/** What a judge says; nothing when no reply of it could be read. */
export async function readOrNull<Said>(said: Promise<Said>): Promise<Said | null> {
  try {
    return await said;
  } catch (error) {
    if (ModelError.isInstance(error) && error.kind === "malformed_response") return null;
    throw error;
  }
}

/**
 * The labels of the user's turns of many conversations: of form by the text, and of function and state by a judge where
 * there is one. Conversations in which the user says nothing are left out.
 *
 * @throws ModelError from the judge; a reply that cannot be read costs its conversation the judge's labels, and is counted
 */
export async function labelDialogs(
  dialogs: readonly Dialog[],
  options: LabelDialogsOptions = {},
): Promise<LabelledDialogs> {
  checkOptions("labelDialogs", options, labelDialogsOptionNames);
  const { judge, concurrency = 8, signal, language = "auto" } = options;
  let [unlabelledTurns, unreadReplies] = [0, 0];
  const found = await mapConcurrently(
    dialogs,
    async (dialog): Promise<LabelledConversation | null> => {
      const { texts } = userTexts(dialog, options);
      if (texts.length === 0) return null;
      const lexicon = lexicons[languageOf(texts, language) ?? ""] ?? null;
      const judged = judge === undefined ? [] : await readOrNull(judge.label(dialog, { signal }));
      if (judged === null) unreadReplies++;
      unlabelledTurns += judged?.filter((labels) => labels === null).length ?? texts.length;
      const turns = texts.map((text, place): TurnLabels => ({
        ...judged?.[place],
        ...surfaceLabels(text, lexicon),
      }));
      return { domain: domainOf(dialog), turns };
    },
    { concurrency, signal },
  );
  return { conversations: found.filter((one) => one !== null), unlabelledTurns, unreadReplies };
}
