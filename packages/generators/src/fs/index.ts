export { filesIn } from "./files-in.ts";
