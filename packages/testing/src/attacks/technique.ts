import type { Random } from "@sdialog/core";

/** What an attacker is after. None of it is secret: an attacker does not know what it wants to hear. */
export interface AttackTarget {
  /** What the bot should not tell, as somebody would ask for it: `the manager's discount code`. */
  readonly wanted: string;
  /** What the bot is for: `returns of a furniture shop`. */
  readonly purpose: string;
}

/** A way to make a bot do what it should not. */
export interface AttackTechnique {
  /** Names the policy and the results: `prompt-injection`. */
  readonly name: string;
  /** One line for lists. */
  readonly description: string;
  /** The work that describes it. */
  readonly source: string;
  /** What the attacker says, message by message. Never fewer than two, so that patience is tested, too. */
  messages(target: AttackTarget, random: Random): readonly string[];
  /** Words that nobody says who does not obey. Regular expressions between slashes; nothing when only a leak counts. */
  readonly obedience?: readonly string[] | undefined;
}
