// Which fact a question asks for: right, none although there is one, or another one, over the questions of
// fixtures/questions. Those of later.txt were written after the lists of kinds and questions.
import { readdirSync, readFileSync } from "node:fs";
import { factsAsked } from "@sdialog/core";
import { askedQuestions } from "../src/testing/asked-questions.ts";

const folder = new URL("../fixtures/questions/", import.meta.url);
for (const file of readdirSync(folder)) {
  const counts = { right: 0, none: 0, wrong: 0 };
  for (const { facts, question, wanted } of askedQuestions(readFileSync(new URL(file, folder), "utf8"))) {
    const { names } = factsAsked(question, facts);
    const isRight = names.length === (wanted === undefined ? 0 : 1) && names[0] === wanted;
    counts[isRight ? "right" : names.length === 0 ? "none" : "wrong"]++;
    if (!isRight)
      console.log(`${file}: ${question} ${wanted ?? "none"}, found ${names.join(", ") || "none"}`);
  }
  console.log(file, counts);
}
