import type { WireRequest } from "../conformance/wire-protocol.ts";
import { parsedBody } from "../frames/frames.ts";
import { firstProblem, outside, type Problem, problemAmong, unknownKey } from "./first-problem.ts";

interface Part {
  readonly text?: string;
  readonly functionCall?: { readonly name: string };
  readonly functionResponse?: { readonly name: string };
}
interface Content {
  readonly role: string;
  readonly parts: readonly Part[];
}

const fields =
  "contents systemInstruction generationConfig tools toolConfig safetySettings cachedContent labels";
const configFields =
  "stopSequences responseMimeType responseSchema responseJsonSchema responseModalities candidateCount maxOutputTokens temperature topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers speechConfig thinkingConfig mediaResolution";

/**
 * What the Gemini API refuses. Fields and ranges: "Generating content", https://ai.google.dev/api/generate-content
 * (`GenerationConfig`: up to 5 `stopSequences`, `temperature` from 0.0 to 2.0; `Content`: role user or model).
 */
export function googleRefusal(request: WireRequest): string | undefined {
  const body = parsedBody(request);
  const contents: readonly Content[] = body.contents ?? [];
  const config = body.generationConfig ?? {};
  return firstProblem(
    () => unknownKey(body, fields, "Invalid JSON payload received. Unknown name: the request"),
    () => unknownKey(config, configFields, "Invalid JSON payload received. Unknown name: generationConfig"),
    () => contents.length === 0 && "GenerateContentRequest.contents: contents is not specified",
    () =>
      problemAmong(
        contents,
        ({ role }) => !/^(user|model)$/.test(role) && "Please use a valid role: user, model.",
      ),
    () => contents[0]?.role !== "user" && "Please ensure that the conversation begins with a user turn.",
    // https://github.com/crewAIInc/crewAI/pull/6973
    () => contents.at(-1)?.role !== "user" && "Please ensure that requests end with a user role.",
    () =>
      problemAmong(contents, ({ parts }, index) =>
        firstProblem(
          () =>
            parts.length === 0 &&
            `GenerateContentRequest.contents[${index}].parts: contents.parts must not be empty.`,
          () =>
            parts.some((part) => part.text === "") &&
            "Unable to submit request because it has an empty text parameter.",
        ),
      ),
    () =>
      problemAmong(contents, (content, index) =>
        toolProblem(content, contents[index - 1], contents[index + 1]),
      ),
    () => outside(config.temperature, 0, 2, "temperature"),
    () => (config.stopSequences ?? []).length > 5 && "at most 5 stop sequences",
  );
}

/**
 * "Please ensure that function call turn comes immediately after a user turn …":
 * https://github.com/google-gemini/gemini-cli/issues/11814; "… function response turn comes immediately after a function
 * call turn": https://github.com/langchain-ai/langchain/issues/27799. Both are of "Function calling with the Gemini API",
 * https://ai.google.dev/gemini-api/docs/function-calling
 */
function toolProblem({ parts }: Content, before: Content | undefined, after: Content | undefined): Problem {
  const calls = parts.filter(({ functionCall }) => functionCall !== undefined).length;
  const answers = (content: Content | undefined): number =>
    (content?.parts ?? []).filter(({ functionResponse }) => functionResponse !== undefined).length;
  const asked = (before?.parts ?? []).some(({ functionCall }) => functionCall !== undefined);
  return firstProblem(
    () =>
      calls > 0 &&
      before?.role !== "user" &&
      "Please ensure that function call turn comes immediately after a user turn or after a function response turn.",
    () =>
      calls > 0 &&
      answers(after) !== calls &&
      "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.",
    () =>
      answers({ role: "user", parts }) > 0 &&
      !asked &&
      "Please ensure that function response turn comes immediately after a function call turn.",
  );
}
