import { type FileHandle, open } from 'node:fs/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { abortUpload } from './abort-upload.ts';
import type { TakeBytes } from './byte-budget.ts';
import { translated } from './translate-error.ts';

export interface PutParts {
  readonly client: S3Client;
  readonly takeBytes: TakeBytes;
}

export interface ObjectName {
  readonly Bucket: string;
  readonly Key: string;
}

const mebibyte = 1024 * 1024;
const leastPartBytes = 8 * mebibyte;
/** S3's own limit. */
const maxParts = 10_000;
const partsAtOnce = 2;

/**
 * Sends a file from buffers, which the SDK can send again when an attempt fails and whose SHA-256 it signs: what S3
 * acknowledges is what was read here. A large file goes in parts, and is there as a whole or not at all.
 */
export async function putFile(
  parts: PutParts,
  name: ObjectName,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size > leastPartBytes) return await putInParts(parts, name, { file, size }, signal);
  using _taken = await parts.takeBytes(size, signal);
  const Body = await readPiece(file, Buffer.allocUnsafeSlow(size), 0);
  await translated(parts.client.send(new PutObjectCommand({ ...name, Body }), patiently(signal)), signal);
}

/** The answer begins when the body has arrived, or has been put together, however long that takes. */
function patiently(abortSignal: AbortSignal) {
  return { abortSignal, requestTimeout: 0 };
}

interface LargeFile {
  readonly file: FileHandle;
  readonly size: number;
}

async function putInParts(
  { client, takeBytes }: PutParts,
  name: ObjectName,
  { file, size }: LargeFile,
  signal: AbortSignal,
): Promise<void> {
  const partBytes = Math.max(leastPartBytes, Math.ceil(size / maxParts / mebibyte) * mebibyte);
  using _taken = await takeBytes(partsAtOnce * partBytes, signal);
  const begin = new CreateMultipartUploadCommand(name);
  // Not ended by the signal: what has begun without our knowing its number could not be aborted.
  const { UploadId } = await translated(client.send(begin), signal);
  const upload = { ...name, UploadId };
  try {
    signal.throwIfAborted();
    const sendPart = async (number: number, buffer: Buffer) => {
      const Body = await readPiece(file, buffer, (number - 1) * partBytes);
      const part = new UploadPartCommand({ ...upload, PartNumber: number, Body });
      return (await translated(client.send(part, patiently(signal)), signal)).ETag;
    };
    const etags = await sendAll(Math.ceil(size / partBytes), partBytes, sendPart);
    const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    const whole = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } });
    await translated(client.send(whole, patiently(signal)), signal);
  } catch (error) {
    await abortUpload(client, upload);
    throw error;
  }
}

/** A few senders, each with one buffer for all of its parts. Settles when none of them uses the file any more. */
async function sendAll(
  count: number,
  partBytes: number,
  send: (number: number, buffer: Buffer) => Promise<string | undefined>,
): Promise<(string | undefined)[]> {
  const etags: (string | undefined)[] = Array(count).fill(undefined);
  let next = 1;
  const sender = async () => {
    const buffer = Buffer.allocUnsafeSlow(partBytes);
    try {
      while (next <= count) {
        const number = next;
        next += 1;
        etags[number - 1] = await send(number, buffer);
      }
    } catch (error) {
      next = count + 1;
      throw error;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: partsAtOnce }, sender));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return etags;
}

/** As much as the buffer takes from `position` on; less at the end of the file. */
async function readPiece(file: FileHandle, buffer: Buffer, position: number): Promise<Buffer> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
