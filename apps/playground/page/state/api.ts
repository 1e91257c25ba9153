/** What the server answered when it could not do what was asked. */
export class ApiError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Asks the server; with a body it is a POST. @throws ApiError */
export async function api<Answer>(path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const response = await request(path, body, signal);
  return (await response.json()) as Answer;
}

/** Has the server forget something. @throws ApiError */
export async function remove(path: string): Promise<void> {
  await request(path, undefined, undefined, "DELETE");
}

/** The JSON lines of an answer as they come, those that arrived together together. @throws ApiError */
export async function* lines<Line>(
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): AsyncGenerator<Line[]> {
  const response = await request(path, body, signal);
  const reader = (response.body as ReadableStream<Uint8Array<ArrayBuffer>>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop() ?? "";
    if (parts.length > 0) yield parts.map((part) => JSON.parse(part) as Line);
  }
}

async function request(
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  method = "GET",
): Promise<Response> {
  const post = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/api/${path}`, {
    ...(body === undefined ? { method } : post),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ApiError("The playground's server does not answer", "Is it still running in the terminal?");
  });
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as {
    error?: { message: string; hint?: string };
  };
  throw new ApiError(error?.message ?? `The server answered ${response.status}`, error?.hint);
}
