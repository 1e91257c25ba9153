import { checkArguments, checkKinds } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import type { TurnTaking, TurnTakingState } from "./turn-taking.ts";

/**
 * A function decides; `undefined` ends the conversation.
 * A name that may not speak now ends it as failed, code `ineligible_speaker`.
 */
export function custom(
  choose: (state: TurnTakingState) => string | undefined | Promise<string | undefined>,
): TurnTaking {
  checkArguments("custom", arguments, 1);
  checkKinds("custom", { choose: [choose, "a function"] });
  return {
    name: "custom",
    async next(state) {
      const speaker = await choose(state);
      if (speaker !== undefined && !state.eligible.includes(speaker)) {
        throw new SDialogError(`"${speaker}" was chosen to speak but may not`, {
          code: "ineligible_speaker",
          hint: `Eligible are: ${state.eligible.join(", ") || "nobody"}.`,
        });
      }
      return { speaker };
    },
  };
}
