import type { Facts } from "../facts/fact.ts";

/** A question, and which of some facts it asks for; nothing when it asks for none of them. */
export interface AskedQuestion {
  readonly facts: Facts;
  readonly question: string;
  readonly wanted: string | undefined;
}

/** The questions of a file of `fixtures/questions`: `fact: name = value` lines, then `name | question` lines. */
export function askedQuestions(text: string): readonly AskedQuestion[] {
  const questions: AskedQuestion[] = [];
  let facts: Record<string, string> = {};
  let isKnowing = false;
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const fact = /^fact: (.*?) = (.*)$/u.exec(line);
    if (fact !== null) {
      if (!isKnowing) facts = {};
      facts[fact[1] as string] = fact[2] as string;
    } else {
      const [wanted, question] = line.split(" | ") as [string, string];
      questions.push({ facts, question, wanted: wanted === "none" ? undefined : wanted });
    }
    isKnowing = fact !== null;
  }
  return questions;
}
