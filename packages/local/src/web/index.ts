// What a page uses in place of "local:pocket": the same engine, in a worker of the page.
export type { DownloadProgress } from "../download-progress.ts";
export type { WebWorker } from "../worker/web-thread.ts";
export { webModel, type WebModelOptions } from "./web-model.ts";
