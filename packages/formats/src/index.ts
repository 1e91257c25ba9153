import "./readers/built-in-readers.ts";

export { openaiReader } from "./readers/openai.ts";
