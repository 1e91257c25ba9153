import { factKindWords } from "./fact-kind-words.ts";
import type { AskedKind } from "./question-words.ts";
import type { KindWords } from "./kind-words.ts";
import { type PhraseFinder, phraseFinder, phrases } from "./phrase-finder.ts";
import type { ValueKind } from "./value-kind.ts";

/** Facts of one kind: what they are called, how one asks for them, and after which words they are told. */
export interface FactKind {
  readonly name: string;
  /** Whether a fact of this name is of the kind. */
  readonly isCalled: PhraseFinder;
  /** Whether a question asks for a fact of this kind. */
  readonly isAsked: PhraseFinder;
  /** Kinds that are asked for by the same question words; the one of the same name stands for all of them. */
  readonly family: string;
  /** What values of the kind look like; any form where it says none. */
  readonly values: readonly ValueKind[];
  /** Which question words it can be the answer to. */
  readonly answers: readonly AskedKind[];
  /** Where something begins, or where it leads to: what a question "from where" tells apart. */
  readonly direction: "from" | "to" | undefined;
  /** What stands before the value where such a fact is told: "my name is". */
  readonly cues: readonly string[];
}

let built: readonly FactKind[] | undefined;

/** Built when they are first asked for, so that no page fetches them, and no program compiles them, without facts. */
export function factKinds(): readonly FactKind[] {
  built ??= Object.entries(factKindWords).map(
    ([name, { called, asked, cues = "", family = name, values = [], answers = [], direction }]: [
      string,
      KindWords,
    ]) => ({
      name,
      isCalled: phraseFinder(phrases(called)),
      isAsked: phraseFinder(phrases(asked)),
      family,
      values,
      answers,
      direction,
      cues: phrases(cues),
    }),
  );
  return built;
}

/** The kind of a fact, by its name or the other words for it and the form of its value; nothing for one of no usual kind. */
export function factKind(names: readonly string[], value?: ValueKind): FactKind | undefined {
  for (const name of names) {
    const kind = kindOf(name, value);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

const known = new Map<string, FactKind | undefined>();
const mostKnown = 1000;

/** Names are asked for at every message, and are few. */
function kindOf(name: string, value: ValueKind | undefined): FactKind | undefined {
  const key = `${value ?? ""} ${name}`;
  if (!known.has(key)) {
    if (known.size >= mostKnown) known.clear();
    const spaced = name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").replaceAll(/[_-]/gu, " ");
    known.set(
      key,
      factKinds().find(
        ({ isCalled, values }) =>
          (value === undefined || values.length === 0 || values.includes(value)) && isCalled(spaced),
      ),
    );
  }
  return known.get(key);
}
