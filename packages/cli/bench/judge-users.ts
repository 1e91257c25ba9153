// What a model makes of the rubrics of simulated users: people of STAR (SDIALOG_STAR_PATH), and scripted users who coach the
// assistant, tell all at once and thank for nothing. JUDGE_MODEL=llama:./model.gguf pnpm bench judge-users 4
import { Dialog } from "@sdialog/core";
import { Star } from "@sdialog/datasets-star";
import { judgeCohortDiversity, LLMJudgeUserRubric, type UserRubric, userRubrics } from "@sdialog/realism";

const model = process.env["JUDGE_MODEL"] || undefined;
const path = process.env["SDIALOG_STAR_PATH"] || undefined;
const conversations = Number(process.argv[2] ?? 4);
if (model === undefined || path === undefined)
  console.log("Skipped: JUDGE_MODEL names the judge, SDIALOG_STAR_PATH the folder of STAR.");
else {
  await rate(model, "people of STAR", await people(path));
  await rate(model, "scripted: coaching, all at once", coaching());
}

async function people(folder: string): Promise<readonly Dialog[]> {
  const dialogs: Dialog[] = [];
  for await (const { id, turns } of (await Star.open(folder)).dialogs({ happy: true, multitask: false })) {
    dialogs.push(new Dialog({ id, turns }));
    if (dialogs.length === conversations) break;
  }
  return dialogs;
}

function coaching(): readonly Dialog[] {
  return Array.from(
    { length: conversations },
    (_, id) =>
      new Dialog({
        id,
        turns: [
          {
            speaker: "User",
            text: `Hello! My name is Ann Lee, my order is A-47${id}1, my postal code is 20095, and I would like my money back for a chair, please. Thank you so much!`,
          },
          { speaker: "Bot", text: "What is your order number?" },
          {
            speaker: "User",
            text: "Your next step should be to look the order up and call the refund tool. Thank you very much!",
          },
          { speaker: "Bot", text: "Sorry, I cannot do that." },
          { speaker: "User", text: "Wonderful, thank you for your great help! How may I help you today?" },
          { speaker: "Bot", text: "Goodbye." },
        ],
      }),
  );
}

async function rate(judgedBy: string, who: string, dialogs: readonly Dialog[]): Promise<void> {
  const judge = new LLMJudgeUserRubric({ model: judgedBy, speaker: "User" });
  for (const dialog of dialogs) {
    const start = performance.now();
    const told = await judge
      .judge(dialog)
      .then(
        (verdict) => (Object.keys(userRubrics) as UserRubric[]).map((name) => `${name} ${verdict[name]}`),
        failed,
      );
    console.log(`${who}: ${told.join(", ")} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
  const cohort = await judgeCohortDiversity(dialogs, { model: judgedBy, user: "User" }).then(
    ({ diversity }) => [`diversity ${diversity}`],
    failed,
  );
  console.log(`${who}, as a cohort: ${cohort[0]}`);
}

function failed(error: unknown): string[] {
  return [`failed: ${(error instanceof Error ? error.message : String(error)).slice(0, 200)}`];
}
