import type { Orchestrator } from "@sdialog/core";
import type { Noise } from "../participant.ts";

/**
 * How a speaker with these rules types, and what disturbs it besides, one after the other.
 *
 * @param kept values that nobody mistypes: what is told of a fact stays spelt as it was
 * @returns nothing when nothing disturbs it
 */
export function typingNoise(
  rules: readonly Orchestrator[],
  noise?: Noise,
  kept: readonly string[] = [],
): Noise | undefined {
  const typing = rules.flatMap(({ label, noise: own }) => (own === undefined ? [] : [{ label, own }]));
  if (typing.length === 0) return noise;
  const held = holder(kept);
  return {
    async apply(text, moment) {
      const steps: Readonly<Record<string, unknown>>[] = [];
      let typed = text;
      for (const [index, { label, own }] of typing.entries()) {
        const { without, release } = own.keepsSpelling === true ? whole(typed) : held(typed);
        const step = own.apply(without, { ...moment, random: moment.random.fork(label, index) });
        if (step.text !== without) steps.push({ by: label, ...step.record });
        typed = release(step.text);
      }
      if (noise === undefined) return { text: typed, record: { type: "typing", steps } };
      const disturbed = await noise.apply(typed, moment);
      if (disturbed.text !== typed) steps.push({ by: "noise", ...disturbed.record });
      return { text: disturbed.text, record: { type: "typing", steps }, usage: disturbed.usage };
    },
  };
}

/** Characters that nobody types, each in the place of a value while the rest is mistyped. */
const [firstPlace, mostPlaces] = [0xe000, 6400];

/** A text without its values, and how they are put back. */
interface Held {
  readonly without: string;
  readonly release: (typed: string) => string;
}

const whole = (text: string): Held => ({ without: text, release: (typed) => typed });

function holder(kept: readonly string[]): (text: string) => Held {
  const values = [...new Set(kept)]
    .filter((value) => value.trim() !== "")
    .toSorted((a, b) => b.length - a.length);
  const any = values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`)).join("|");
  const pattern =
    values.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu");
  return (text: string) => {
    const found: string[] = [];
    const without =
      pattern === undefined
        ? text
        : text.replaceAll(pattern, (value) =>
            found.length < mostPlaces ? String.fromCodePoint(firstPlace + found.push(value) - 1) : value,
          );
    const release = (typed: string): string =>
      typed.replaceAll(
        /[\uE000-\uF8FF]/gu,
        (place) => found[(place.codePointAt(0) as number) - firstPlace] ?? place,
      );
    return { without, release };
  };
}
