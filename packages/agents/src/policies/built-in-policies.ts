import { register } from "@sdialog/core";
import { changeOfMind, digression, unavailableRequest } from "./talk/detours.ts";
import { disclosure } from "./talk/disclosure.ts";
import { impatience } from "./talk/impatience.ts";
import { messageLength } from "./talk/message-length.ts";
import { limitedTime } from "./talk/limited-time.ts";
import { acknowledgement, politeness, vagueness } from "./talk/manners.ts";
import { clarification, scepticism, selectiveAttention } from "./talk/reactions.ts";
import { bursts } from "./typing/bursts.ts";
import { casualSpelling } from "./typing/casual-spelling.ts";
import { incompleteMessages } from "./typing/incomplete-messages.ts";

// How a user talks.
register("policy", disclosure);
register("policy", messageLength);
register("policy", politeness);
register("policy", acknowledgement);
register("policy", vagueness);

// What it makes of answers.
register("policy", impatience);
register("policy", scepticism);
register("policy", clarification);
register("policy", selectiveAttention);
register("policy", limitedTime);

// Where it strays.
register("policy", unavailableRequest);
register("policy", digression);
register("policy", changeOfMind);

// How it types.
register("policy", casualSpelling);
register("policy", bursts);
register("policy", incompleteMessages);
