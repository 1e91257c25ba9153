// What siblings of this package share. It may change in any release: see docs/versioning.md.
export { checkBehaviour, userPlace } from "./policies/user-types.ts";
export { systemClock, timestamp } from "./edge.ts";
export { defaultGuards } from "./guards/default-guards.ts";
export { goalOf } from "./participants/goal-directed-user/goal.ts";
export { withoutHeadings } from "./prompts/section.ts";
export { hidingKeys } from "./chatbots/keeping-secrets.ts";
