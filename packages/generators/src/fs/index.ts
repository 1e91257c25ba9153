export { filesIn } from "./files-in.ts";
export { isInteractionFolder, readInteractions, writeInteractions } from "./interaction-folder.ts";
