import type { Random } from "@sdialog/core";

/** Changes the words of a text; line breaks, punctuation, code and addresses stay. */
export interface NoiseRule {
  readonly name: string;
  apply(text: string, random: Random): string;
}
