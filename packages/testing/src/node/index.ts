export { expect } from "./expect.ts";
export { simulate } from "../simulate/simulate.ts";
export type { SimulateOptions, SystemUnderTest } from "../simulate/simulate.ts";
export type { ConversationMatchers } from "../simulate/conversation-matchers.ts";
