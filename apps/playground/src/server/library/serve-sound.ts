import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { SDialogError } from "@sdialog/core";
import type { OpenedFolder } from "../opened-folder.ts";

const types: Readonly<Record<string, string>> = { ".wav": "audio/wav", ".flac": "audio/flac" };

/**
 * A sound file of the opened folder, or the part of it that is asked for (RFC 9110, section 14): whoever listens can go anywhere in
 * an hour without loading it.
 *
 * @param range the request's `Range`; several ranges at once, and units other than bytes, are answered with the whole
 * @throws FileError for a file outside of the folder; SDialogError `no_sound` for one that holds no sound
 */
export async function serveSound(
  folder: OpenedFolder,
  path: string,
  range: string | undefined,
): Promise<Response> {
  const type = types[extname(path).toLowerCase()];
  const real = await folder.find(path);
  const { size } = await stat(real);
  if (type === undefined)
    throw new SDialogError(`${path} is not a sound file`, {
      code: "no_sound",
      hint: "WAV and FLAC are played.",
    });
  const wanted = spanOf(range, size);
  const headers = { "Content-Type": type, "Accept-Ranges": "bytes" };
  if (wanted === "beyond")
    return new Response(null, { status: 416, headers: { ...headers, "Content-Range": `bytes */${size}` } });
  const { start, end } = wanted ?? { start: 0, end: size - 1 };
  const body = size === 0 ? null : (Readable.toWeb(createReadStream(real, { start, end })) as ReadableStream);
  const length = { "Content-Length": String(end - start + 1) };
  return wanted === undefined
    ? new Response(body, { headers: { ...headers, ...length } })
    : new Response(body, {
        status: 206,
        headers: { ...headers, ...length, "Content-Range": `bytes ${start}-${end}/${size}` },
      });
}

function spanOf(
  range: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | "beyond" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  // Without a first byte, so many last ones.
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  return start >= size || (first === "" && Number(last) === 0) ? "beyond" : { start, end };
}
