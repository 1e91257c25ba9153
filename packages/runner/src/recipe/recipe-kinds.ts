import { register } from "@sdialog/core";
import { dialoguesKind } from "./kinds/dialogues.ts";
import { evaluationKind } from "./kinds/evaluation.ts";
import { experiencesKind } from "./kinds/experiences.ts";
import { groupChatKind } from "./kinds/group-chat.ts";
import { interactionsKind } from "./kinds/interactions.ts";
import { paraphraseKind } from "./kinds/paraphrase.ts";
import { roleplayKind } from "./kinds/roleplay.ts";
import { starKind } from "./kinds/star.ts";

register("recipe", dialoguesKind);
register("recipe", experiencesKind);
register("recipe", groupChatKind);
register("recipe", interactionsKind);
register("recipe", roleplayKind);
register("recipe", starKind);
register("recipe", paraphraseKind);
register("recipe", evaluationKind);
