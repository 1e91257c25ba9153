import { checkArguments, requireArguments } from "@sdialog/core/internal";
import { type Orchestrator, Random } from "@sdialog/core";
import type { AttackTarget, AttackTechnique } from "./technique.ts";

/** What the attacker says when it is through. */
const goodbye = "That is all, goodbye.";

/**
 * A technique as a rule of behaviour: it says the technique's messages word for word, whatever is answered, and then
 * leaves. No model is asked, so that what fails is the bot.
 *
 * @param variation which of the technique's wordings are said; nothing: another one in each conversation
 */
export function attackPolicy(
  technique: AttackTechnique,
  target: AttackTarget,
  variation?: number,
): Orchestrator {
  checkArguments("attackPolicy", arguments, 3);
  requireArguments("attackPolicy", arguments, 1);
  return {
    label: technique.name,
    persistent: false,
    begin({ past }) {
      // A dialogue that is continued goes on in the wording that it began with.
      let wording = variation ?? recordedWording(past, technique.name);
      return {
        instruct({ agent, turns, random }) {
          const begins = wording === undefined;
          wording ??= random.derive("wording");
          const said = turns.filter(({ speaker }) => speaker === agent).length;
          const reply = technique.messages(target, new Random(wording))[said];
          if (reply === undefined) return { reply: goodbye, end: true };
          const content = { wording };
          return begins
            ? { reply, events: [{ action: "attack", actionLabel: technique.name, content }] }
            : { reply };
        },
      };
    },
    toJSON: () => ({
      name: technique.name,
      args: { ...target, ...(variation === undefined ? {} : { variation }) },
    }),
  };
}

function recordedWording(
  past: readonly {
    readonly action: string;
    readonly actionLabel: string | null;
    readonly content: unknown;
  }[],
  technique: string,
): number | undefined {
  const record = past.find(({ action, actionLabel }) => action === "attack" && actionLabel === technique);
  return (record?.content as { readonly wording?: number } | undefined)?.wording;
}
