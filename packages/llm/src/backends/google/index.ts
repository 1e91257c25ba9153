export { backend, google, googleEmbeddings } from "./google.ts";
export type { GoogleOptions } from "./google.ts";
