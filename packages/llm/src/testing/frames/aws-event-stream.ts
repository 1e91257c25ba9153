import { crc32 } from "node:zlib";
import type { WireBody } from "../conformance/wire-protocol.ts";

/** An event's type and what it says. */
export type AwsEvent = readonly [type: string, payload: unknown];

/** A body of events. */
export function awsEventBody(events: readonly AwsEvent[]): WireBody {
  return {
    contentType: "application/vnd.amazon.eventstream",
    frames: events.map(([type, payload]) =>
      awsEvent(
        { ":event-type": type, ":content-type": "application/json", ":message-type": "event" },
        payload,
      ),
    ),
  };
}

const stringType = 7;

/**
 * One message of the AWS event stream encoding (`application/vnd.amazon.eventstream`): lengths and their CRC,
 * headers, payload, CRC of everything before it.
 *
 * @param headers values are texts
 */
export function awsEvent(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeHeader(name, value)));
  const body = Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(12 + head.length + body.length + 4, 0);
  prelude.writeUInt32BE(head.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const message = Buffer.concat([prelude, head, body]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(message));
  return Buffer.concat([message, checksum]);
}

function encodeHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([stringType]),
    length,
    Buffer.from(value),
  ]);
}
