export { filesIn } from "./files-in.ts";
export { readInteractions, writeInteractions } from "./interaction-folder.ts";
