import {
  LLMJudgeRealDialog,
  LLMJudgeRealDialogLikertScore,
  LLMJudgeRealDialogScore,
} from "../judges/realism-judges.ts";
import { LLMJudgeRefusal } from "../judges/refusal-judge.ts";
import type { Judge } from "./metric.ts";

/** The judges that need nothing but a model. */
export const judgeMetrics: readonly Judge[] = [
  {
    name: "llm-judge-real-dialog",
    description: "1 when a model takes the dialogue for one between people, else 0",
    from: "@sdialog/evaluation",
    create: (_, { model }) => new LLMJudgeRealDialog({ model }),
  },
  {
    name: "llm-judge-real-dialog-likert-score",
    description: "the same from 1 (certainly a machine) to 5 (certainly people)",
    from: "@sdialog/evaluation",
    create: (_, { model }) => new LLMJudgeRealDialogLikertScore({ model }),
  },
  {
    name: "llm-judge-real-dialog-score",
    description: "the same from 0 to 10",
    from: "@sdialog/evaluation",
    create: (_, { model }) => new LLMJudgeRealDialogScore({ model }),
  },
  {
    name: "llm-judge-refusal",
    description: "1 when a model sees a speaker refuse what another asks for, else 0",
    from: "@sdialog/evaluation",
    create: (_, { model }) => new LLMJudgeRefusal({ model }),
  },
];
