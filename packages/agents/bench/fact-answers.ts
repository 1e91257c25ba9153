// How many right answers to a question for a fact are taken for made up, and how many of the wrong ones are found: over
// the answers of fixtures/fact-answers, file by file. Those of later.txt were written before what compares them.
import { readdirSync, readFileSync } from "node:fs";
import { factAnswers, isAccused } from "../src/testing/fact-answers.ts";

const folder = new URL("../fixtures/fact-answers/", import.meta.url);
for (const file of readdirSync(folder)) {
  const counts = { right: 0, accused: 0, wrong: 0, found: 0 };
  for (const one of factAnswers(readFileSync(new URL(file, folder), "utf8"))) {
    const accused = await isAccused(one);
    counts[one.isRight ? "right" : "wrong"]++;
    if (accused) counts[one.isRight ? "accused" : "found"]++;
    if (accused === one.isRight)
      console.log(
        `${file}: ${one.isRight ? "accused" : "missed"}: ${one.question} ${one.answer} (${one.value})`,
      );
  }
  const { right, accused, wrong, found } = counts;
  console.log(`${file}: ${accused} of ${right} right answers accused, ${found} of ${wrong} wrong ones found`);
}
