export { agentApp } from "./agent-app.ts";
export { AgentRegistry } from "./agent-registry.ts";
export type { Servable, ServedAgent } from "./agent-registry.ts";
export { dialogLog } from "./dialog-log.ts";
export { serveAgents } from "./serve-agents.ts";
export type { ListenOptions, RunningServer } from "./serve-agents.ts";
export type { ServeOptions } from "./serve-options.ts";
